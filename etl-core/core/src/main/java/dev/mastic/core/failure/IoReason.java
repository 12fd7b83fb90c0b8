// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.failure;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** What an I/O failure says to people: those of Java's file systems often have no words but the path. */
public final class IoReason {
    /** Hadoop's, by its name: not every JVM has S3, or Hadoop. */
    private static final String NO_BUCKET = "UnknownStoreException";

    private IoReason() {}

    /** The reason in words. */
    public static String of(IOException failure) {
        if (failure instanceof AccessDeniedException denied) {
            return String.valueOf(denied.getFile()).contains("://")
                    ? "access is denied: see which credentials are used (for S3: the s3 block of mastic.conf), and what they may do"
                    : "no permission for " + denied.getFile();
        } else if (failure instanceof NoSuchFileException missing) {
            return "there is no file or folder " + missing.getFile();
        } else if (failure instanceof FileAlreadyExistsException present) {
            return "there is a file " + present.getFile();
        } else if (failure.getClass().getSimpleName().equals(NO_BUCKET)) {
            return "there is no such bucket: see its name, and which endpoint is used (for S3: the s3 block of mastic.conf)";
        } else if (failure instanceof FileSystemException || failure.getMessage() != null) {
            return failure.getMessage();
        }
        return failure.getClass().getSimpleName();
    }
}
