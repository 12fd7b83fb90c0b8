// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.config.ConfigProblemsException;
import dev.mastic.core.io.Classifier;
import dev.mastic.core.io.Match;
import dev.mastic.core.plugin.Factory;
import dev.mastic.core.type.Type;
import dev.mastic.core.type.TypeString;
import dev.mastic.testkit.ClassifierContract;
import dev.mastic.testkit.SparkExtension;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkExtension.class)
class CsvClassifierTest extends ClassifierContract {
    @Override
    protected Factory<Classifier> factory() {
        return new CsvClassifier.Plugin();
    }

    @Override
    protected Map<String, Object> settings() {
        return Map.of(
                "delimiter", "|",
                "quote-symbol", "'",
                "contains-header", "absent",
                "header", List.of("code", "name", "price", "day"),
                "custom-datatypes", List.of("STRING", "STRING", "DECIMAL", "DATE"));
    }

    @Override
    protected byte[] mine() {
        return bytes("1|'Ann | Ben'|2.50|2024-01-31\n2|Carl|13.75|2024-02-01\n3||7.00|\n");
    }

    @Override
    protected String fileName() {
        return "orders.txt";
    }

    @Override
    protected long rows() {
        return 3;
    }

    @Override
    protected Type.Struct type() {
        return (Type.Struct) TypeString.parse("struct<code:string,name:string,price:decimal(4,2),day:date>");
    }

    @Override
    protected List<byte[]> others() {
        return List.of(
                bytes("1,Ann,2.50,2024-01-31\n2,Carl,13.75,2024-02-01\n"),
                bytes("1|Ann|2.50\n2|Carl|13.75\n"),
                bytes("{\"a\": 1, \"b|c\": 2}\n{\"a\": 3, \"b|c\": 4}\n"),
                bytes("some words | and others\nwithout any\n"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private Optional<Match> classify(Map<String, Object> settings, String text) {
        return classifier(settings).classify(sample(bytes(text)));
    }

    private Map<String, String> dialect(Map<String, Object> settings, String text) {
        return classify(settings, text).orElseThrow().dialect();
    }

    @Test
    void findsWhatIsNotSet() {
        assertThat(dialect(Map.of(), "id;price\n1;2,5\n2;3,5\n"))
                .isEqualTo(Map.of("delimiter", ";", "header", "true", "decimal", ","));
    }

    @Test
    void takesAHeaderAsItIsSaid() {
        var texts = "ann,red\nben,blue\ncarl,red\n";
        assertThat(dialect(Map.of("contains-header", "present"), texts)).containsEntry("header", "true");
        assertThat(dialect(Map.of("contains-header", "absent"), "id,n\n1,2\n3,4\n"))
                .containsEntry("header", "false");
        assertThat(dialect(Map.of("header", List.of("who", "colour")), "id,n\n1,2\n3,4\n"))
                .containsEntry("header", "true")
                .containsEntry("columns", "who\ncolour");
    }

    @Test
    void takesOneColumnOnlyWhereThatIsAllowed() {
        assertThat(classify(Map.of("delimiter", ";"), "name\nAnn\nBen\n")).isEmpty();
        assertThat(dialect(Map.of("delimiter", ";", "allow-single-column", true), "name\nAnn\nBen\n"))
                .containsEntry("delimiter", ";");
    }

    @Test
    void choosesTheSerDeByTheQuoteUnlessItIsNamed() {
        var text = "id,name\n1,x\n2,y\n";
        assertThat(serde(Map.of(), text)).endsWith("LazySimpleSerDe");
        assertThat(serde(Map.of(), "id,name\n1,\"x, z\"\n2,y\n")).endsWith("OpenCSVSerde");
        assertThat(serde(Map.of("quote-symbol", "'"), text)).endsWith("OpenCSVSerde");
        assertThat(serde(Map.of("quote-symbol", "'", "serde", "LazySimpleSerDe"), text))
                .endsWith("LazySimpleSerDe");
        assertThat(serde(Map.of("serde", "OpenCSVSerDe"), text)).endsWith("OpenCSVSerde");
    }

    private String serde(Map<String, Object> settings, String text) {
        return new CsvFormat(Map.of())
                .hive(classify(settings, text).orElseThrow())
                .serde();
    }

    @Test
    void tellsHiveOfQuotesAndLinesThatAreNoData() {
        var match = classify(
                Map.of(), "Title\n\nid,price,name\n,EUR,\n1,2.5,\"x, z\"\n2,3.5,y\n3,4,z\n4,5,q\n\nSource: us\n");
        assertThat(match.orElseThrow().readerParameters())
                .isEqualTo(Map.of(
                        "delimiter", ",",
                        "columnsOrdered", "true",
                        "areColumnsQuoted", "true",
                        "skip.header.line.count", "4",
                        "skip.footer.line.count", "1"));
    }

    @Test
    void readsBlanksAsPartOfAValueWhereTheyAreNotTrimmed() {
        var text = "id,n\n1, 5\n2, 6\n";
        assertThat(dialect(Map.of("disable-value-trimming", true), text)).containsEntry("trimming", "false");
        assertThat(dialect(Map.of(), text)).doesNotContainKey("trimming");
        var typing = new CellTyping(CellNotation.DEFAULT, false);
        assertThat(NotationSearch.kind(typing, " 5")).isEqualTo(CellKind.TEXT);
    }

    @Test
    void refusesWhatGlueRefuses() {
        assertRefused(Map.of("delimiter", ",", "quote-symbol", ","), "quote-symbol is the delimiter");
        assertRefused(Map.of("delimiter", ";;"), "delimiter");
        assertRefused(Map.of("custom-datatypes", List.of("money")), "got 'money'");
        assertRefused(Map.of("header", List.of("a", "a")), "names a column twice");
        assertRefused(
                Map.of("header", List.of("a", "b"), "custom-datatypes", List.of("int")),
                "another number of columns than header (got 1; expected 2)");
        assertRefused(Map.of("serde", "Regex"), "expected one of [OpenCSVSerDe, LazySimpleSerDe, None]");
    }

    private void assertRefused(Map<String, Object> settings, String why) {
        assertThatThrownBy(() -> classifier(settings))
                .isInstanceOf(ConfigProblemsException.class)
                .hasMessageContaining(why);
    }
}
