// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.operations.notification;

import dev.mastic.core.failure.IoReason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file to which each notification adds a line; made when it is not there, with the folders above it. */
record NotificationFile(Path path) implements Channel {
    @Override
    public void send(String report) {
        try {
            if (path.getParent() != null) {
                Files.createDirectories(path.getParent());
            }
            // one write at the end of the file, so that lines of processes at the same time do not mix
            Files.write(
                    path,
                    (report + "\n").getBytes(StandardCharsets.UTF_8),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new NotSentException(shown(), IoReason.of(e), e);
        }
    }

    @Override
    public String shown() {
        return "file " + path;
    }
}
