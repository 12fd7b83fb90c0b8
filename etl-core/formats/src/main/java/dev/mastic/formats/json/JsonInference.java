// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.json;

import dev.mastic.core.failure.EtlException;
import dev.mastic.core.io.Format.Inference;
import dev.mastic.core.io.InputFile;
import dev.mastic.core.type.Observation;
import dev.mastic.formats.text.ReadBudget;
import dev.mastic.formats.text.Records;
import dev.mastic.formats.text.Stretch;
import dev.mastic.formats.text.TextFile;
import dev.mastic.formats.text.UnreadRecords;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The kinds of value in a file. What comes out does not depend on how many threads there are. */
record JsonInference(InputFile file, JsonLayout layout) {
    /** A file shorter than this is read by the thread that asks. */
    private static final long WORTH_A_THREAD = 128L << 20;

    private record Part(Observation observation, long rows, UnreadRecords unread) {}

    /** Reads the records that begin in the first bytes. */
    Inference observe(long maxBytes) throws IOException {
        var text = new TextFile(file);
        var inFile = new JsonInference(file, layout.in(text));
        long size = file.item().size();
        int threads = (int) Math.min(Runtime.getRuntime().availableProcessors(), size / WORTH_A_THREAD);
        return threads > 1 && maxBytes >= size && text.plain() && !inFile.layout.isDocument()
                ? inFile.observe(text, split(size, threads))
                : inference(inFile.part(text, Stretch.records(0, maxBytes)));
    }

    private static List<Stretch> split(long size, int parts) {
        var stretches = new ArrayList<Stretch>();
        for (int i = 0; i < parts; i++) {
            stretches.add(Stretch.split(size / parts * i, i == parts - 1 ? size : size / parts * (i + 1)));
        }
        return stretches;
    }

    /** The parts of a file that is cut into stretches, read at once and put together in their order. */
    Inference observe(TextFile text, List<Stretch> stretches) throws IOException {
        var threads = Executors.newFixedThreadPool(stretches.size());
        try {
            var parts = new ArrayList<Future<Part>>();
            stretches.forEach(stretch -> parts.add(threads.submit(() -> part(text, stretch))));
            var all = new Observation();
            long rows = 0;
            var unread = new UnreadRecords();
            for (int i = 0; i < stretches.size(); i++) {
                long start = stretches.get(i).firstByte();
                var part = parts.get(i).get();
                all.append(part.observation, () -> linesBefore(text, start));
                rows += part.rows;
                unread.add(part.unread, () -> linesBefore(text, start));
            }
            return new Inference(all.toObserved(), rows).with(unread.toUnread());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException io) {
                throw io;
            }
            throw new EtlException("Cannot read " + file.item().path() + ": " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EtlException("Cannot read " + file.item().path() + ": interrupted", e);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } finally {
            threads.shutdownNow();
        }
    }

    private static long linesBefore(TextFile text, long offset) {
        try {
            return text.linesBefore(offset);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Inference inference(Part part) {
        return new Inference(part.observation.toObserved(), part.rows).with(part.unread.toUnread());
    }

    private Part part(TextFile text, Stretch stretch) throws IOException {
        var tally = new JsonTally(file.item().path());
        var budget = ReadBudget.LOOK;
        var unread = new UnreadRecords();
        long rows = 0;
        try (var lines = text.lines(stretch.firstByte(), budget, !layout.isDocument(), true);
                var records = new Records<>(lines, stretch, layout.grammar(tally), unread, budget)) {
            for (var record = records.next(); record != null; record = records.next()) {
                record.keep(records::line);
                rows++;
            }
        }
        return new Part(tally.observation(), rows, unread);
    }
}
