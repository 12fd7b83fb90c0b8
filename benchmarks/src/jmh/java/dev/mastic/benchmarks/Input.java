// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.benchmarks;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.SplittableRandom;

/**
 * The data of a run: made once for each size, the same on every machine.
 *
 * @param folder where data stays between runs
 * @param bytes how much there is of it, at least
 */
record Input(Path folder, long bytes) {
    /** How many files there are, so that readers of whole files have work for all threads. */
    private static final int FILES = 8;

    /** Writes one row. */
    interface Rows {
        void write(StringBuilder row, long number, SplittableRandom random);
    }

    /** Where the files of a kind of rows are. */
    Path files(String kind) {
        return folder.resolve(kind + "-" + bytes);
    }

    /** Makes the files of a kind, unless they are there. */
    Path make(String kind, String suffix, String header, Rows rows) throws IOException {
        var target = files(kind);
        if (Files.isDirectory(target)) {
            return target;
        }
        var unfinished = Files.createDirectories(folder.resolve(kind + "-" + bytes + ".tmp"));
        for (int file = 0; file < FILES; file++) {
            try (var out = new BufferedOutputStream(
                    Files.newOutputStream(unfinished.resolve("part-" + file + suffix)), 1 << 20)) {
                out.write(header.getBytes(StandardCharsets.UTF_8));
                write(out, (long) file << 40, rows);
            }
        }
        return Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
    }

    private void write(OutputStream out, long from, Rows rows) throws IOException {
        var row = new StringBuilder();
        long number = from;
        for (long written = 0; written < bytes / FILES; number++) {
            row.setLength(0);
            rows.write(row, number, new SplittableRandom(number));
            var line = row.append('\n').toString().getBytes(StandardCharsets.UTF_8);
            out.write(line);
            written += line.length;
        }
    }
}
