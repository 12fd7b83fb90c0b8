// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdOutputStream;
import dev.mastic.core.SessionParts;
import dev.mastic.core.bookmark.FileItem;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.FrameContext;
import dev.mastic.core.frame.LazySpark;
import dev.mastic.core.io.FileListing;
import dev.mastic.core.io.FileScan;
import dev.mastic.core.io.Format;
import dev.mastic.core.io.InputFile;
import dev.mastic.core.plugin.Registry;
import dev.mastic.core.type.Resolution;
import dev.mastic.core.type.Type;
import dev.mastic.testkit.SparkExtension;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import net.jpountz.lz4.LZ4FrameOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.compress.BZip2Codec;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.Lz4Codec;
import org.apache.hadoop.io.compress.SnappyCodec;
import org.apache.hadoop.util.ReflectionUtils;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xerial.snappy.SnappyFramedOutputStream;

/** Each format of text in each codec, whatever the files are called. */
class PackedFilesTest {
    private static final int ROWS = 100;
    private static final Type.Struct TYPE =
            Type.Struct.of(new Type.Field("id", Type.Primitive.INT), new Type.Field("name", Type.Primitive.STRING));

    private interface Packer {
        OutputStream over(OutputStream out) throws IOException;
    }

    private static final Map<String, Packer> PACKERS = Map.of(
            "a.gz", GZIPOutputStream::new,
            "a.bz2", out -> hadoops(BZip2Codec.class).createOutputStream(out),
            "a.zst", ZstdOutputStream::new,
            "a.sz", SnappyFramedOutputStream::new,
            "a.snappy", out -> hadoops(SnappyCodec.class).createOutputStream(out),
            "a.lz4", LZ4FrameOutputStream::new,
            "b.lz4", out -> hadoops(Lz4Codec.class).createOutputStream(out),
            "a.deflate", DeflaterOutputStream::new,
            "a.zip", PackedFilesTest::zip,
            "gzip-without-an-ending", GZIPOutputStream::new);

    @TempDir
    private Path folder;

    private static CompressionCodec hadoops(Class<? extends CompressionCodec> codec) {
        return ReflectionUtils.newInstance(codec, new Configuration());
    }

    private static OutputStream zip(OutputStream out) throws IOException {
        var zip = new ZipOutputStream(out);
        zip.putNextEntry(new ZipEntry("rows"));
        return zip;
    }

    private static Format format(String name) {
        var factory = Registry.fromClasspath().get(Format.class, name);
        var parts = new SessionParts(Registry.fromClasspath(), Map.of(), new Configuration());
        return factory.create(factory.settings().of("the format", Map.of()), parts);
    }

    private static byte[] text(String format, int rows) {
        var text = new StringBuilder(
                switch (format) {
                    case "csv" -> "id,name\n";
                    case "xml" -> "<rows>\n";
                    default -> "";
                });
        for (int i = 0; i < rows; i++) {
            var row =
                    switch (format) {
                        case "json" -> "{\"id\":%d,\"name\":\"Bärlauch %d\"}\n";
                        case "csv" -> "%d,Bärlauch %d\n";
                        case "xml" -> "<row><id>%d</id><name>Bärlauch %d</name></row>\n";
                        default -> "{id: %d, name: \"Bärlauch %d\"}\n";
                    };
            text.append(row.formatted(i, i));
        }
        return text.append(format.equals("xml") ? "</rows>\n" : "").toString().getBytes(StandardCharsets.UTF_8);
    }

    private FileItem file(String name, byte[] bytes) throws IOException {
        var file = Files.write(folder.resolve(name), bytes);
        return FileListing.list(file.toString(), new Configuration()).get(0);
    }

    private static byte[] packed(Packer packer, byte[] text) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var out = packer.over(packed)) {
            out.write(text);
        }
        return packed.toByteArray();
    }

    private static DynamicFrame read(Format format, List<FileItem> files) {
        var sample = new InputFile(files.get(0), new Configuration()).sample();
        var match = format.sniff(sample).orElseThrow();
        var scan = new FileScan("rows", files, match, TYPE, Type.Struct.EMPTY);
        return format.read(
                LazySpark.of(SparkExtension.session()), scan, FrameContext.outsideJobs(Registry.of(List.of())));
    }

    private static List<Row> faults(DynamicFrame frame) {
        return frame.errorsAsDynamicFrame().toDF().collectAsList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "csv", "xml", "ion"})
    void readsEachCodec(String name) throws IOException {
        var files = new ArrayList<FileItem>();
        for (var packer : PACKERS.entrySet()) {
            var file = file(packer.getKey(), packed(packer.getValue(), text(name, ROWS)));
            var input = new InputFile(file, new Configuration());
            var match = format(name).sniff(input.sample()).orElseThrow();
            assertThat(match.compression()).isNotEqualTo("none");
            var seen = format(name).observe(input, match, Long.MAX_VALUE);
            assertThat(seen.rows()).isEqualTo(ROWS);
            assertThat(Resolution.LOSSLESS.resolveRows(seen.observed())).isEqualTo(TYPE);
            files.add(file);
        }
        files.add(file("not-packed.gz", text(name, ROWS)));
        var frame = read(format(name), files);
        assertThat(frame.toDF()
                        .selectExpr("count(*)", "sum(id)", "max(name)")
                        .first()
                        .toString())
                .isEqualTo("[" + files.size() * ROWS + "," + files.size() * ROWS * (ROWS - 1) / 2 + ",Bärlauch 99]");
        assertThat(faults(frame)).isEmpty();
    }

    /** Planning takes a plain name for a plain file, and cuts it; the tasks see that it is packed. */
    @ParameterizedTest
    @ValueSource(strings = {"json", "csv", "xml", "ion"})
    void readsAPackedFileOnceThatWasCutByItsName(String name) throws IOException {
        var session = SparkExtension.session();
        var packed = packed(GZIPOutputStream::new, text(name, 20_000));
        session.conf().set("spark.sql.files.maxPartitionBytes", "5000");
        session.conf().set("spark.sql.files.openCostInBytes", "0");
        try {
            var frame = read(format(name), List.of(file("rows." + name, packed)));
            assertThat(frame.toDF()
                            .selectExpr("count(*)", "count(distinct id)")
                            .first()
                            .toString())
                    .isEqualTo("[20000,20000]");
            assertThat(faults(frame)).isEmpty();
        } finally {
            session.conf().unset("spark.sql.files.maxPartitionBytes");
            session.conf().unset("spark.sql.files.openCostInBytes");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "csv", "xml", "ion"})
    void keepsTheRowsBeforeTheEndOfAFileThatIsCutOff(String name) throws IOException {
        var packed = packed(GZIPOutputStream::new, text(name, 20_000));
        var frame = read(format(name), List.of(file("rows.gz", Arrays.copyOf(packed, packed.length / 2))));
        assertThat(frame.count()).isBetween(2_000L, 18_000L);
        assertThat(faults(frame)).singleElement().satisfies(fault -> assertThat(fault.getString(5))
                .startsWith("cannot be unpacked from here on"));
    }
}
