// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.operations.notification;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** Reads the places of files on this machine. */
final class LocalPath {
    private LocalPath() {}

    /** The path of a place; empty for a place on another machine. */
    static Optional<Path> of(String place) {
        if (place.startsWith("/")) {
            return Optional.of(Path.of(place));
        }
        return place.startsWith("file:") ? Optional.of(Path.of(URI.create(place).getPath())) : Optional.empty();
    }
}
