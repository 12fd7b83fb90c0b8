// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.text;

import java.util.Map;

/** The codecs that files of text are packed by. Hadoop's zstd is not among them: it needs a native library, which no Spark of PyPI has. */
public final class WholeFileCodecs {
    /** Each with what Spark's writers call it. */
    public static final Map<String, String> NAMES = Map.of(
            "none", "none",
            "uncompressed", "none",
            "gzip", "gzip",
            "bzip2", "bzip2",
            "deflate", "deflate",
            "snappy", "snappy",
            "lz4", "lz4");

    private WholeFileCodecs() {}
}
