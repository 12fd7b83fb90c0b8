// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files of an Iceberg table's metadata, by their names alone.
 *
 * @see <a href="https://iceberg.apache.org/spec/#table-metadata-and-snapshots">Iceberg: how versions are called</a>
 */
final class IcebergMetadata {
    static final String FOLDER = "metadata";
    private static final String HINT = "version-hint.text";
    private static final Pattern OF_FOLDERS = Pattern.compile("v(\\d{1,18})(?:\\.gz)?\\.metadata\\.json(?:\\.gz)?");
    private static final Pattern OF_CATALOGS = Pattern.compile("(\\d{1,18})-.+\\.metadata\\.json(?:\\.gz)?");

    private IcebergMetadata() {}

    /** Whether a file is of this kind. */
    static boolean is(String name) {
        return OF_FOLDERS.matcher(name).matches() || OF_CATALOGS.matcher(name).matches();
    }

    /** The version that a name tells, {@code 7} in {@code v7.metadata.json} and in {@code 00007-….metadata.json}; 0 where it tells none. */
    static long number(String name) {
        return Stream.of(OF_FOLDERS, OF_CATALOGS)
                .map(pattern -> pattern.matcher(name))
                .filter(Matcher::matches)
                .map(match -> Long.parseLong(match.group(1)))
                .findFirst()
                .orElse(0L);
    }

    /**
     * The newest version of which there is one file: of two files of one version one was never committed, and only the version after them
     * tells which. Where commits rename {@code v1}, {@code v2} … each of them was committed.
     *
     * @param names of all files in the folder of metadata
     * @return empty if no version is alone
     */
    static Optional<String> newest(Collection<String> names) {
        var renamed = versions(names, OF_FOLDERS);
        var written = versions(names, OF_CATALOGS);
        var versions = !renamed.isEmpty() && (names.contains(HINT) || written.isEmpty()) ? renamed : written;
        return versions.descendingMap().values().stream()
                .filter(files -> files.size() == 1)
                .map(files -> files.get(0))
                .findFirst();
    }

    private static TreeMap<Long, List<String>> versions(Collection<String> names, Pattern pattern) {
        var versions = new TreeMap<Long, List<String>>();
        for (var name : names) {
            var match = pattern.matcher(name);
            if (match.matches()) {
                versions.merge(Long.parseLong(match.group(1)), List.of(name), IcebergMetadata::both);
            }
        }
        return versions;
    }

    private static List<String> both(List<String> some, List<String> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }
}
