// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.io;

import org.apache.hadoop.fs.LocalFileSystem;

/**
 * A {@link LocalDisk} where Hadoop wants a {@link LocalFileSystem}, as its own parts do that keep files on a local disk meanwhile. Checksums are
 * neither written nor compared, and one that has been left beside a file goes when the file is written anew.
 */
public final class UnsummedDisk extends ColonSafeDisk {
    /** As Hadoop makes it. */
    public UnsummedDisk() {
        super(new LocalDisk());
        setWriteChecksum(false);
        setVerifyChecksum(false);
    }
}
