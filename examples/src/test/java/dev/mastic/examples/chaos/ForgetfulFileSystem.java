// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.examples.chaos;

import java.io.IOException;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** The local disk, on which no note of an intent ever arrives. */
public final class ForgetfulFileSystem extends RawLocalFileSystem {
    @Override
    public boolean rename(Path from, Path to) throws IOException {
        return to.getName().endsWith(".intent") ? delete(from, false) : super.rename(from, to);
    }
}
