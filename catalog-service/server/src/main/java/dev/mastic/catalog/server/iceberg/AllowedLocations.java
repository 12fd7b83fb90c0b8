// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.iceberg;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The folders in which clients may let the server read and write files.
 *
 * @param folders each with a slash at its end; none of them means all places
 */
public record AllowedLocations(List<String> folders) {
    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:.*");
    private static final Pattern STEPS = Pattern.compile(".*/\\.\\.?(/.*)?", Pattern.DOTALL);
    private static final String FILE = "file:";

    public AllowedLocations {
        folders = folders.stream()
                .map(AllowedLocations::spelled)
                .map(AllowedLocations::folder)
                .toList();
    }

    /** Every place. */
    public static AllowedLocations everywhere() {
        return new AllowedLocations(List.of());
    }

    /** Whether no place is refused. */
    boolean areAll() {
        return folders.isEmpty();
    }

    /** Whether a place is one of the folders or lies below one. */
    boolean allow(String location) {
        var folder = folder(spelled(location));
        return folders.isEmpty()
                || (!STEPS.matcher(folder).matches() && folders.stream().anyMatch(folder::startsWith));
    }

    private static String folder(String location) {
        return location.endsWith("/") ? location : location + "/";
    }

    /** Local files have many spellings: a path, {@code file:/}, {@code file:///}, with dots; stores of objects have some. */
    private static String spelled(String location) {
        if (location.startsWith(FILE)) {
            return local(location.substring(FILE.length()).replaceFirst("^//[^/]*", ""));
        }
        return SCHEME.matcher(location).matches() ? location.replaceFirst("^s3[an]://", "s3://") : local(location);
    }

    private static String local(String path) {
        return Path.of(path).toAbsolutePath().normalize().toString();
    }
}
