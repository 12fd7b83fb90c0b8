// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.bookmark;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The process that holds a lease. A process that is known to be dead holds nothing: after a crash the next run on the same machine need not
 * wait for the lease to end.
 *
 * @param machine the name of the host, its boot and its process namespace, so that equal numbers elsewhere are not mistaken
 * @param started seconds since 1970, so that a reused process number is not mistaken
 */
public record LeaseHolder(String machine, long process, long started) {
    private static final Pattern TEXT = Pattern.compile("(\\S+) process (\\d+) since (\\S+)");

    /** This process. */
    public static LeaseHolder here() {
        var process = ProcessHandle.current();
        return new LeaseHolder(thisMachine(), process.pid(), startOf(process).orElse(0L));
    }

    /** Reads {@link #toString()} back; empty for a holder of another form. */
    public static Optional<LeaseHolder> parse(String text) {
        var match = TEXT.matcher(text);
        if (!match.matches()) {
            return Optional.empty();
        }
        try {
            var process = Long.parseLong(match.group(2));
            var started = Instant.parse(match.group(3)).getEpochSecond();
            return Optional.of(new LeaseHolder(match.group(1), process, started));
        } catch (NumberFormatException | DateTimeParseException e) {
            // no number of a process, or no time: a holder of another form
            return Optional.empty();
        }
    }

    /** Whether the process ran on this machine and is certainly dead. */
    public boolean isGone() {
        if (!machine.equals(thisMachine())) {
            return false;
        }
        return ProcessHandle.of(process)
                .map(found -> startOf(found)
                        .map(start -> Math.abs(start - started) > 2)
                        .orElse(!found.isAlive()))
                .orElse(true);
    }

    private static Optional<Long> startOf(ProcessHandle process) {
        return process.info().startInstant().map(Instant::getEpochSecond);
    }

    private static String thisMachine() {
        return host() + linux("/proc/sys/kernel/random/boot_id", 8) + namespace();
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    private static String linux(String file, int length) {
        try {
            var text = Files.readString(Path.of(file)).trim();
            return "/" + text.substring(0, Math.min(length, text.length()));
        } catch (IOException e) {
            // other systems have no such file; there the name of the host must do
            return "";
        }
    }

    private static String namespace() {
        try {
            return "/"
                    + Files.readSymbolicLink(Path.of("/proc/self/ns/pid"))
                            .toString()
                            .replaceAll("\\D", "");
        } catch (IOException e) {
            // as above
            return "";
        }
    }

    @Override
    public String toString() {
        return machine + " process " + process + " since " + Instant.ofEpochSecond(started);
    }
}
