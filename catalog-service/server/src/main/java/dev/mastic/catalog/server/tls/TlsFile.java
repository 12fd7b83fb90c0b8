// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.tls;

import dev.mastic.core.failure.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that TLS needs, and how it is said that it will not do. */
record TlsFile(Path path) {
    byte[] bytes() {
        if (!Files.exists(path)) {
            throw refused("there is no such file");
        }
        try {
            return Files.readAllBytes(path);
        } catch (IOException e) {
            throw refused("it cannot be read (" + e + ")", e);
        }
    }

    UsageException refused(String why) {
        return new UsageException(message(why));
    }

    UsageException refused(String why, Exception cause) {
        return new UsageException(message(why), cause);
    }

    private String message(String why) {
        return "Cannot serve by TLS with " + path + ": " + why;
    }
}
