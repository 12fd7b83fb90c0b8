// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.iceberg;

import dev.mastic.core.bookmark.Output;
import dev.mastic.core.bookmark.Run;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The names under which an output is known in its table: different outputs have different names, whatever is in them.
 */
final class OutputName {
    private static final String PROPERTY = "mastic.run.";
    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9_-]{1,80}");
    private static final int SHOWN = 60;

    private OutputName() {}

    /** The name of the staged files of an attempt; one path segment. */
    static String of(Output output) {
        return of(output.run(), output.sink());
    }

    static String of(Run run, String sink) {
        return ofJob(run.job()) + safe(sink) + "." + safe(run.runId()) + "-" + run.token();
    }

    /** How the names of all outputs of a job begin. */
    static String ofJob(String job) {
        return safe(job) + ".";
    }

    /** The table property that holds the last committed output of a sink of a job. */
    static String property(Output output) {
        return propertiesOf(output.run().job()) + safe(output.sink());
    }

    /** How the properties of all sinks of a job begin. */
    static String propertiesOf(String job) {
        return PROPERTY + safe(job) + ".";
    }

    /** The text itself, or what no path or URI gives a meaning to: its harmless letters and a hash. */
    private static String safe(String text) {
        if (SAFE.matcher(text).matches()) {
            return text;
        }
        var harmless = text.replaceAll("[^A-Za-z0-9_-]", "_");
        return harmless.substring(0, Math.min(SHOWN, harmless.length())) + "~" + hash(text);
    }

    private static String hash(String text) {
        try {
            var bytes = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(bytes, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
