// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.cron;

import dev.mastic.core.failure.EtlException;
import dev.mastic.core.failure.IoReason;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The logs of one name, a file for each run: {@code NAME-20260131T120000Z.log}, in UTC.
 *
 * @param folder where they lie
 */
public record CronLogs(Path folder, String name) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int TAIL_LINES = 20;
    private static final int TAIL_BYTES = 16 * 1024;

    /** Makes the folder where it is missing. */
    public void makeFolder() {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new EtlException("Cannot make the folder of logs " + folder + ": " + IoReason.of(e), e);
        }
    }

    Path lock() {
        return folder.resolve(name + ".lock");
    }

    /**
     * A new log; removes the oldest.
     *
     * @param keep how many there are then at most
     * @param mostBytes how much the others may take together; empty for any
     */
    public Path next(Instant now, int keep, Optional<Long> mostBytes) {
        try {
            prune(keep - 1, mostBytes.orElse(Long.MAX_VALUE));
            return create(name + "-" + TIME.format(now));
        } catch (IOException e) {
            throw new EtlException("Cannot write logs to " + folder + ": " + IoReason.of(e), e);
        }
    }

    private Path create(String stem) throws IOException {
        for (int i = 1; ; i++) {
            var file = folder.resolve(stem + (i == 1 ? "" : "-" + String.format(Locale.ROOT, "%04d", i)) + ".log");
            try {
                return Files.createFile(file);
            } catch (FileAlreadyExistsException e) {
                // another run in the same second: the next number is tried
                continue;
            }
        }
    }

    private void prune(int keep, long mostBytes) throws IOException {
        var newestFirst = logs();
        long bytes = 0;
        for (int i = 0; i < newestFirst.size(); i++) {
            var log = newestFirst.get(i);
            bytes += Files.size(log);
            if (i >= keep || bytes > mostBytes) {
                Files.delete(log);
            }
        }
    }

    /** The logs of this name, newest first. */
    List<Path> logs() throws IOException {
        var ours = Pattern.compile(Pattern.quote(name) + "-\\d{8}T\\d{6}Z(-\\d{4,})?\\.log");
        try (var files = Files.list(folder)) {
            var found = new ArrayList<>(files.filter(
                            file -> ours.matcher(file.getFileName().toString()).matches())
                    .toList());
            found.sort((a, b) -> stem(b).compareTo(stem(a)));
            return found;
        }
    }

    private static String stem(Path log) {
        return log.getFileName().toString().replaceFirst("\\.log$", "");
    }

    /** The last lines of a log. */
    static List<String> tail(Path log) {
        try (var file = Files.newByteChannel(log)) {
            long from = Math.max(0, file.size() - TAIL_BYTES);
            file.position(from);
            var text = new String(Channels.newInputStream(file).readAllBytes(), StandardCharsets.UTF_8);
            var lines = text.lines().skip(from == 0 ? 0 : 1).toList();
            return lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size());
        } catch (IOException e) {
            throw new EtlException("Cannot read the log " + log + ": " + IoReason.of(e), e);
        }
    }
}
