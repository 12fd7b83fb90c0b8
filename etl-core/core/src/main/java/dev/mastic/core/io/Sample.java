// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.io;

import java.util.Optional;

/**
 * What a classifier sees of a file.
 *
 * @param path absolute path or URI
 * @param size in bytes
 * @param head the first bytes of the unpacked text, or of the file where it is not compressed
 * @param tail the last bytes of a file that is not compressed; empty otherwise
 * @param compression {@code none}, {@code gzip} … of the whole file
 * @param remark what is wrong with the file beside its contents, such as an ending that lies
 */
public record Sample(String path, long size, byte[] head, byte[] tail, String compression, Optional<String> remark) {
    /** A file with which nothing is wrong. */
    public Sample(String path, long size, byte[] head, byte[] tail, String compression) {
        this(path, size, head, tail, compression, Optional.empty());
    }
}
