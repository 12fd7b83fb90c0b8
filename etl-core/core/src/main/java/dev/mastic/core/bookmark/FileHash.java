// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.bookmark;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** SHA-256 of one text after the other, without an object for each. Not thread-safe. */
final class FileHash {
    private final MessageDigest digest = sha256();
    private final byte[] bytes = new byte[digest.getDigestLength()];
    private final ByteBuffer hash = ByteBuffer.wrap(bytes);

    /** What stands for the path: {@link #high} and {@link #low} until another text is hashed. */
    FileHash ofPath(FileItem file) {
        return of(file.path());
    }

    /** What stands for the version: {@link #high} until another text is hashed. */
    FileHash ofVersion(FileItem file) {
        return of(file.version());
    }

    /** The first 8 bytes. */
    long high() {
        return hash.getLong(0);
    }

    /** The 8 bytes after them. */
    long low() {
        return hash.getLong(Long.BYTES);
    }

    FileHash of(String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        try {
            digest.digest(bytes, 0, bytes.length);
        } catch (DigestException e) {
            throw new IllegalStateException("The buffer has the length of the digest", e);
        }
        return this;
    }

    /** The first bytes as an array of their own. */
    byte[] first(int length) {
        return Arrays.copyOf(bytes, length);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
