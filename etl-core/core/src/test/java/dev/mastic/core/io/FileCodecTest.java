// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdOutputStream;
import dev.mastic.core.bookmark.FileItem;
import dev.mastic.core.failure.EtlException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import net.jpountz.lz4.LZ4FrameOutputStream;
import net.jpountz.lz4.LZ4FrameOutputStream.BLOCKSIZE;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.compress.BZip2Codec;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.Lz4Codec;
import org.apache.hadoop.io.compress.SnappyCodec;
import org.apache.hadoop.util.ReflectionUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.xerial.snappy.SnappyFramedOutputStream;

class FileCodecTest {
    private static final byte[] TEXT =
            "{\"id\":1,\"name\":\"Bärlauch\"}\n".repeat(20_000).getBytes(StandardCharsets.UTF_8);

    /** Packed by those who define the formats. */
    private interface Packer {
        OutputStream over(OutputStream out) throws IOException;
    }

    private static final Map<String, Packer> PACKERS = Map.of(
            "a.gz", GZIPOutputStream::new,
            "a.bz2", out -> hadoops(BZip2Codec.class).createOutputStream(out),
            "a.zst", ZstdOutputStream::new,
            "a.sz", SnappyFramedOutputStream::new,
            "a.snappy", out -> hadoops(SnappyCodec.class).createOutputStream(out),
            "b.lz4", out -> new LZ4FrameOutputStream(out, BLOCKSIZE.SIZE_64KB),
            "a.lz4", out -> hadoops(Lz4Codec.class).createOutputStream(out),
            "a.deflate", DeflaterOutputStream::new,
            "a.zip", out -> zip(out, "rows.json"));

    static final List<String> NAMES = PACKERS.keySet().stream().sorted().toList();

    @TempDir
    private Path folder;

    private static CompressionCodec hadoops(Class<? extends CompressionCodec> codec) {
        return ReflectionUtils.newInstance(codec, new Configuration());
    }

    private static OutputStream zip(OutputStream out, String entry) throws IOException {
        var zip = new ZipOutputStream(out);
        zip.putNextEntry(new ZipEntry(entry));
        return zip;
    }

    private static byte[] packed(String name, byte[] text) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var out = PACKERS.get(name).over(packed)) {
            out.write(text);
        }
        return packed.toByteArray();
    }

    private InputFile file(String name, byte[] bytes) throws IOException {
        var file = Files.write(folder.resolve(name), bytes);
        return new InputFile(
                new FileItem(file.toString(), bytes.length, 0, Optional.empty(), List.of()), new Configuration());
    }

    @ParameterizedTest
    @FieldSource("NAMES")
    void unpacksWhatOthersHavePacked(String name) throws IOException {
        var file = file(name, packed(name, TEXT));
        try (var in = file.open()) {
            assertThat(in.readAllBytes()).isEqualTo(TEXT);
        }
        var sample = file.sample();
        assertThat(sample.head())
                .isEqualTo(Arrays.copyOf(TEXT, sample.head().length))
                .hasSize(64 * 1024);
        assertThat(sample.remark()).isEmpty();
        assertThat(sample.compression()).isNotEqualTo("none");
    }

    @ParameterizedTest
    @CsvSource({"a.gz, gzip", "a.bz2, bzip2", "a.zst, zstd", "a.sz, snappy", "b.lz4, lz4"})
    void believesTheContentAndNotTheEnding(String name, String codec) throws IOException {
        for (var called : List.of("rows.json", "rows", "rows.json.deflate")) {
            var sample = file(called, packed(name, TEXT)).sample();
            assertThat(sample.compression()).isEqualTo(codec);
            assertThat(sample.head()).startsWith(Arrays.copyOf(TEXT, 100));
            assertThat(sample.remark())
                    .hasValueSatisfying(remark -> assertThat(remark).contains("its name promises", codec));
        }
    }

    @ParameterizedTest
    @FieldSource("NAMES")
    void readsAFileThatOnlyClaimsToBePackedAsItIs(String name) throws IOException {
        var sample = file(name, TEXT).sample();
        assertThat(sample.compression()).isEqualTo("none");
        assertThat(sample.head()).startsWith(Arrays.copyOf(TEXT, 100));
        assertThat(sample.tail()).endsWith('}', '\n');
        assertThat(sample.remark())
                .hasValueSatisfying(remark -> assertThat(remark).contains("it is not packed"));
    }

    @ParameterizedTest
    @FieldSource("NAMES")
    void samplesWhatIsThereOfAFileThatIsCutOff(String name) throws IOException {
        var random = new byte[2 << 20];
        new Random(1).nextBytes(random);
        var whole = packed(name, random);
        var cut = file(name, Arrays.copyOf(whole, whole.length * 9 / 10));
        var head = cut.sample().head();
        assertThat(head).isEqualTo(Arrays.copyOf(random, head.length)).isNotEmpty();
        assertThatThrownBy(() -> {
                    try (var in = cut.open()) {
                        in.transferTo(OutputStream.nullOutputStream());
                    }
                })
                .isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @FieldSource("NAMES")
    void samplesABombWithoutUnpackingIt(String name) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var out = PACKERS.get(name).over(packed)) {
            var zeros = new byte[1 << 20];
            for (int i = 0; i < 4; i++) {
                out.write(zeros);
            }
        }
        assertThat(file(name, packed.toByteArray()).sample().head()).isEqualTo(new byte[64 * 1024]);
    }

    @Test
    void takesNoWorkbookForAPackedFile() throws IOException {
        var bytes = packed("a.zip", TEXT);
        assertThat(file("book.xlsx", bytes).sample().compression()).isEqualTo("none");
        assertThat(file("book", bytes).sample().compression()).isEqualTo("zip");
    }

    @Test
    void refusesAZipOfSeveralFilesByName() throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(packed)) {
            for (var name : List.of("folder/", "one.json", "two.json")) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(name.endsWith("/") ? new byte[0] : TEXT);
            }
        }
        try (var in = file("two.zip", packed.toByteArray()).open()) {
            assertThat(in.readNBytes(TEXT.length)).isEqualTo(TEXT);
            assertThatThrownBy(in::read)
                    .hasMessageContaining("more than one file")
                    .hasMessageContaining("two.json");
        }
        var empty = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(empty)) {
            zip.putNextEntry(new ZipEntry("folder/"));
        }
        var none = file("none.zip", empty.toByteArray());
        assertThatThrownBy(none::sample).isInstanceOf(EtlException.class).hasMessageContaining("no file in the zip");
    }

    @Test
    void readsAZipWhoseNameIsInAnOldEncoding() throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(packed, StandardCharsets.ISO_8859_1)) {
            zip.putNextEntry(new ZipEntry("Übersicht.json"));
            zip.write(TEXT);
        }
        try (var in = file("old.zip", packed.toByteArray()).open()) {
            assertThat(in.readAllBytes()).isEqualTo(TEXT);
        }
    }

    @Test
    void refusesAZipWhoseNameIsNotWhatItSays() throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(packed)) {
            zip.putNextEntry(new ZipEntry("ü.json"));
            zip.write(TEXT);
        }
        var torn = new String(packed.toByteArray(), StandardCharsets.ISO_8859_1).replace("\u00c3\u00bc", "\u00c3 ");
        var file = file("torn.zip", torn.getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(file::open).isInstanceOf(EtlException.class).hasMessageContaining("name is not UTF-8");
    }

    @Test
    void takesAnEmptyFileForAnEmptyFile() throws IOException {
        for (var name : NAMES) {
            var sample = file(name, new byte[0]).sample();
            assertThat(sample.head()).isEmpty();
            assertThat(sample.remark()).isEmpty();
        }
    }

    @Test
    void asksForNoMoreMemoryThanABlockMayHave() throws IOException {
        byte[] lies = {0x03, 0, 0, 0, 0, 0, 0, 9, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0x7F, 0, 0, 0, 0, 0, 0, 9};
        for (var name : List.of("a.snappy", "a.lz4")) {
            var file = file(name, lies);
            assertThatThrownBy(() -> file.open().readAllBytes()).isInstanceOf(IOException.class);
        }
    }

    /** Whatever stands there, it is read, or fails as reading fails. */
    @Property(tries = 50)
    void neverFailsOtherThanReadingFails(@ForAll @Size(max = 60) byte[] bytes) throws IOException {
        for (var name : NAMES) {
            var mark = packed(name, new byte[0]);
            var all = Arrays.copyOf(mark, Math.min(10, mark.length) + bytes.length);
            System.arraycopy(bytes, 0, all, all.length - bytes.length, bytes.length);
            var temporary = Files.createTempFile("codec", name);
            try {
                Files.write(temporary, all);
                var item = new FileItem(temporary.toString(), all.length, 0, Optional.empty(), List.of());
                try (var in = new InputFile(item, new Configuration()).open()) {
                    in.transferTo(OutputStream.nullOutputStream());
                } catch (IOException | EtlException e) {
                    assertThat(e.getMessage()).isNotBlank();
                }
            } finally {
                Files.delete(temporary);
            }
        }
    }
}
