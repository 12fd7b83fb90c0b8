// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog;

import java.util.Objects;
import org.apache.iceberg.io.FileIO;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A metadata file that a commit refers to.
 *
 * @param registered the file that was there before the commit, which stays whatever becomes of it; null if the commit has written its own
 */
record OwnMetadata(FileIO io, String location, String registered) {
    private static final Logger LOG = LoggerFactory.getLogger(OwnMetadata.class);

    /** After a commit that surely did not happen. */
    void delete() {
        if (Objects.equals(location, registered)) {
            return;
        }
        try {
            io.deleteFile(location);
        } catch (RuntimeException e) {
            LOG.warn("Cannot delete {}, which nothing refers to", location, e);
        }
    }
}
