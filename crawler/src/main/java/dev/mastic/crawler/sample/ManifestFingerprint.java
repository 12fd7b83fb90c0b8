// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler.sample;

import dev.mastic.core.crawl.ClassifierSpec;
import dev.mastic.core.io.Match;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;

/**
 * Stands for all that decides what is seen in a file but the file: under another fingerprint all files are read again, so that a changed
 * classifier tells on files that were crawled before.
 */
public final class ManifestFingerprint {
    private ManifestFingerprint() {}

    /**
     * The fingerprint.
     *
     * @param classifiers the custom ones, in their order
     * @param formats in the order in which they are asked
     * @param sampleBytes how much of a text file is read
     */
    public static String of(List<ClassifierSpec> classifiers, List<String> formats, long sampleBytes) {
        var parts = new ArrayList<String>(List.of(SeenCodec.VERSION, Long.toString(sampleBytes)));
        parts.addAll(formats);
        classifiers.forEach(classifier -> {
            parts.add(classifier.name());
            parts.add(classifier.kind());
            new TreeMap<>(classifier.settings()).forEach((name, value) -> parts.add(name + "=" + value));
        });
        return of(parts);
    }

    /** The fingerprint of files that are all read in one way, whatever classifiers say. */
    public static String of(String fingerprint, Match match) {
        var parts = new ArrayList<String>(List.of(fingerprint, match.format(), match.classification()));
        new TreeMap<>(match.dialect()).forEach((name, value) -> parts.add(name + "=" + value));
        return of(parts);
    }

    private static String of(List<String> parts) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var part : parts) {
                var bytes = part.getBytes(StandardCharsets.UTF_8);
                digest.update(Integer.toString(bytes.length).getBytes(StandardCharsets.UTF_8));
                digest.update((byte) ' ');
                digest.update(bytes);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
