// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.InflaterInputStream;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4FrameInputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.compress.BZip2Codec;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.GzipCodec;
import org.apache.hadoop.util.ReflectionUtils;
import org.apache.spark.SparkConf;
import org.apache.spark.io.ZStdCompressionCodec;
import org.xerial.snappy.Snappy;
import org.xerial.snappy.SnappyFramedInputStream;

/**
 * The ways to pack a file that need no native library: those of Hadoop that are written in Java, the others by the libraries that Spark
 * brings. A way with a mark is known by its first bytes alone.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc1952">gzip</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8878">zstd</a>
 * @see <a href="https://github.com/google/snappy/blob/main/framing_format.txt">Snappy's frames</a>
 * @see <a href="https://github.com/lz4/lz4/blob/dev/doc/lz4_Frame_format.md">LZ4's frames</a>
 */
enum Packing {
    GZIP("gzip", List.of(".gz", ".gzip"), mark(0x1F, 0x8B, 0x08)) {
        @Override
        InputStream unpack(InputStream packed, Configuration configuration) throws IOException {
            return hadoops(GzipCodec.class, packed, configuration);
        }
    },
    BZIP2("bzip2", List.of(".bz2"), mark('B', 'Z', 'h')) {
        @Override
        InputStream unpack(InputStream packed, Configuration configuration) throws IOException {
            return hadoops(BZip2Codec.class, packed, configuration);
        }

        /** Behind the mark and a digit stands that of a block, or of the end. */
        @Override
        boolean marked(byte[] head) {
            return super.marked(head)
                    && head.length >= 10
                    && (startsAt(head, 4, mark(0x31, 0x41, 0x59, 0x26, 0x53, 0x59))
                            || startsAt(head, 4, mark(0x17, 0x72, 0x45, 0x38, 0x50, 0x90)));
        }
    },
    ZSTD("zstd", List.of(".zst", ".zstd"), mark(0x28, 0xB5, 0x2F, 0xFD)) {
        @Override
        InputStream unpack(InputStream packed, Configuration configuration) {
            return new ZStdCompressionCodec(new SparkConf(false)).compressedInputStream(packed);
        }
    },
    SNAPPY_FRAMES("snappy", List.of(".sz"), mark(0xFF, 0x06, 0x00, 0x00, 's', 'N', 'a', 'P', 'p', 'Y')) {
        @Override
        InputStream unpack(InputStream packed, Configuration configuration) throws IOException {
            return new SnappyFramedInputStream(packed, true);
        }
    },
    SNAPPY_BLOCKS("snappy", List.of(".snappy"), mark()) {
        @Override
        InputStream unpack(InputStream packed, Configuration configuration) {
            return new HadoopBlocks(
                    packed,
                    (from, length, to) -> Snappy.uncompressedLength(from, 0, length) <= to.length
                            ? Snappy.uncompress(from, 0, length, to, 0)
                            : HadoopBlocks.BROKEN);
        }

        @Override
        boolean mayBegin(byte[] head) {
            return HadoopBlocks.mayBegin(head);
        }
    },
    LZ4_FRAMES("lz4", List.of(), mark(0x04, 0x22, 0x4D, 0x18)) {
        @Override
        InputStream unpack(InputStream packed, Configuration configuration) throws IOException {
            return new LZ4FrameInputStream(packed);
        }
    },
    LZ4_BLOCKS("lz4", List.of(".lz4"), mark()) {
        @Override
        InputStream unpack(InputStream packed, Configuration configuration) {
            var blocks = LZ4Factory.safeInstance().safeDecompressor();
            return new HadoopBlocks(packed, (from, length, to) -> blocks.decompress(from, 0, length, to, 0, to.length));
        }

        @Override
        boolean mayBegin(byte[] head) {
            return HadoopBlocks.mayBegin(head);
        }
    },
    DEFLATE("deflate", List.of(".deflate", ".zz"), mark()) {
        @Override
        InputStream unpack(InputStream packed, Configuration configuration) {
            return new InflaterInputStream(packed);
        }

        /** The method is 8, and both bytes are a multiple of 31. */
        @Override
        boolean mayBegin(byte[] head) {
            return head.length >= 2
                    && (head[0] & 0x0F) == 8
                    && ByteBuffer.wrap(head).getChar() % 31 == 0;
        }
    },
    ZIP("zip", List.of(".zip"), mark('P', 'K', 0x03, 0x04)) {
        @Override
        InputStream unpack(InputStream packed, Configuration configuration) throws IOException {
            return new OnlyEntry(packed);
        }

        /** Workbooks, documents and archives of classes are zips too, and no packed files: the name decides. */
        @Override
        boolean shownBy(byte[] head, String file) {
            return marked(head) && (Packing.of(file).isPresent() || file.indexOf('.') < 0);
        }
    };

    private final String codec;
    private final List<String> endings;
    private final byte[] mark;

    Packing(String codec, List<String> endings, byte[] mark) {
        this.codec = codec;
        this.endings = endings;
        this.mark = mark;
    }

    abstract InputStream unpack(InputStream packed, Configuration configuration) throws IOException;

    /** The way that the ending of a name promises. */
    static Optional<Packing> of(String file) {
        var name = file.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(packing -> packing.endings.stream().anyMatch(name::endsWith))
                .findFirst();
    }

    /** Whether a file that begins so, and is called so, is packed in this way, whatever its ending. */
    boolean shownBy(byte[] head, String file) {
        return marked(head);
    }

    /** Whether a file with an ending of this way, that begins so, is packed in this way. */
    boolean mayBegin(byte[] head) {
        return marked(head);
    }

    /** Whether the mark stands there. */
    boolean marked(byte[] head) {
        return mark.length > 0 && startsAt(head, 0, mark);
    }

    FileCodec codec(Configuration configuration) {
        return new FileCodec(codec, packed -> unpack(packed, configuration));
    }

    private static boolean startsAt(byte[] head, int from, byte[] mark) {
        return head.length >= from + mark.length && Arrays.equals(head, from, from + mark.length, mark, 0, mark.length);
    }

    private static byte[] mark(int... bytes) {
        var mark = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            mark[i] = (byte) bytes[i];
        }
        return mark;
    }

    private static InputStream hadoops(
            Class<? extends CompressionCodec> codec, InputStream packed, Configuration configuration)
            throws IOException {
        return ReflectionUtils.newInstance(codec, configuration).createInputStream(packed);
    }
}
