// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler;

import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Random;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** The local disk under {@code shuffled://}, which lists folders in an order that only a seed knows. */
public final class ShuffledDisk extends RawLocalFileSystem {
    static final String SCHEME = "shuffled://";
    private static final URI NAME = URI.create("shuffled:///");
    private static final String SEED = "mastic.shuffled.seed";

    static Map<String, String> settings(long seed) {
        return Map.of(
                "fs.shuffled.impl",
                ShuffledDisk.class.getName(),
                "fs.shuffled.impl.disable.cache",
                "true",
                SEED,
                Long.toString(seed));
    }

    @Override
    public URI getUri() {
        return NAME;
    }

    @Override
    public FileStatus[] listStatus(Path folder) throws IOException {
        var files = Arrays.asList(super.listStatus(folder));
        Collections.shuffle(files, new Random(getConf().getLong(SEED, 0) + folder.hashCode()));
        return files.toArray(FileStatus[]::new);
    }
}
