// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors;

import java.io.Serializable;

/**
 * One file of an output.
 *
 * @param path relative to the folder of its frame, with the folders of its partition
 * @param size in bytes
 * @param upload what Hadoop notes of the upload by which it gets to its place; empty where it is renamed
 */
record StagedFile(String path, long rows, long size, String upload) implements Serializable {
    StagedFile(String path, long rows, long size) {
        this(path, rows, size, "");
    }

    StagedFile withRows(long counted) {
        return new StagedFile(path, counted, size, upload);
    }
}
