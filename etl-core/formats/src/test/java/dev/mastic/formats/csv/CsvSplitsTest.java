// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.csv;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.core.io.OtherFields;
import dev.mastic.core.type.Type;
import dev.mastic.core.type.TypeString;
import dev.mastic.formats.text.Records;
import dev.mastic.formats.text.Stretch;
import dev.mastic.formats.text.TextEncoding;
import dev.mastic.formats.text.TextFile;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** Rows and faults are the same wherever a file is cut. */
class CsvSplitsTest {
    private static final Type.Struct TYPE = (Type.Struct) TypeString.parse("struct<a:int,b:string>");
    private static final Configuration CONFIGURATION = new Configuration();

    @Provide
    Arbitrary<List<String>> lines() {
        return Arbitraries.of(
                        "1,x\n",
                        "22,\"y, z\"\r\n",
                        "3\r",
                        "bad,w\n",
                        "\n",
                        "4,\"open\n",
                        "5,p,q\n",
                        "6,\"a\"b\r",
                        "  \n")
                .list()
                .ofMaxSize(12);
    }

    @Property(tries = 300)
    void findsTheSameRecords(@ForAll("lines") List<String> lines, @ForAll @IntRange(min = 1, max = 60) int size)
            throws IOException {
        var text = "a,b\n" + String.join("", lines);
        var file = Files.createTempFile("split", ".csv");
        try {
            Files.writeString(file, text);
            var whole = read(file, Stretch.ALL);
            var pieces = new ArrayList<String>();
            for (int at = 0; at < text.length(); at += size) {
                pieces.addAll(read(file, Stretch.split(at, at + size)));
            }
            assertThat(pieces).isEqualTo(whole);
        } finally {
            Files.delete(file);
        }
    }

    private static List<String> read(java.nio.file.Path path, Stretch stretch) throws IOException {
        var file = new TextFile(new Path(path.toUri()), CONFIGURATION, TextEncoding.UTF_8);
        var shape = new CsvRows(TYPE, Dialect.DEFAULT, "UTC", OtherFields.PASSED_OVER, Set.of())
                .shape("", new String[] {"a", "b"});
        var grammar = new CsvGrammar<>(file, Dialect.DEFAULT, false, shape, Long.MAX_VALUE);
        var found = new ArrayList<String>();
        var lines = file.lines(stretch.firstByte(), CsvGrammar.BUDGET, true, false);
        try (var records = new Records<>(
                lines,
                stretch,
                grammar,
                refusal -> found.add(refusal.start() + "-" + refusal.next() + " " + refusal.why()),
                CsvGrammar.BUDGET)) {
            for (var row = records.next(); row != null; row = records.next()) {
                found.add((row.isNullAt(0) ? "null" : row.getInt(0)) + "|" + row.getUTF8String(1));
            }
        }
        return found;
    }
}
