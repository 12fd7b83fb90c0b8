// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.io;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.apache.spark.SparkConf;
import org.apache.spark.io.ZStdCompressionCodec;

/**
 * How a file is packed as a whole, which the ending of its name says: by a codec of Hadoop, or by zstd with Spark's codec, since
 * Hadoop's own needs a native library that few installations have.
 */
public final class FileCodec {
    private static final String ZSTD = ".zst";

    private final String name;
    private final Unpacking unpacking;

    @FunctionalInterface
    private interface Unpacking {
        InputStream of(InputStream packed) throws IOException;
    }

    private FileCodec(String name, Unpacking unpacking) {
        this.name = name;
        this.unpacking = unpacking;
    }

    /** The codec of a file; empty where the file is as it is. Opens nothing. */
    public static Optional<FileCodec> of(Path file, Configuration configuration) {
        if (file.getName().endsWith(ZSTD)) {
            return Optional.of(
                    new FileCodec("zstd", new ZStdCompressionCodec(new SparkConf(false))::compressedInputStream));
        }
        return Optional.ofNullable(new CompressionCodecFactory(configuration).getCodec(file))
                .map(codec -> new FileCodec(name(codec), codec::createInputStream));
    }

    private static String name(CompressionCodec codec) {
        var ending = codec.getDefaultExtension().substring(1);
        return switch (ending) {
            case "gz" -> "gzip";
            case "bz2" -> "bzip2";
            default -> ending;
        };
    }

    /** The name of the codec, such as {@code gzip}, {@code bzip2} or {@code zstd}. */
    public String name() {
        return name;
    }

    /**
     * The unpacked bytes.
     *
     * @throws IOException also if the first of the packed bytes are wrong
     */
    public InputStream unpack(InputStream packed) throws IOException {
        return unpacking.of(packed);
    }
}
