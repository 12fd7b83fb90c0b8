// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.failure.UsageException;
import dev.mastic.core.io.Format;
import dev.mastic.core.io.Match;
import dev.mastic.testkit.FormatContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class CsvFormatTest extends FormatContract {
    @Override
    protected Format format() {
        return new CsvFormat(Map.of());
    }

    @Override
    protected String fileName() {
        return "rows.csv";
    }

    @Override
    protected void write(Path file, List<Row> rows) throws IOException {
        var text = new StringBuilder("id,name,price,active\n");
        for (var row : rows) {
            text.append("%s,\"%s\",%s,%s\n".formatted(row.get(0), row.get(1), row.get(2), row.get(3)));
        }
        Files.writeString(file, text);
    }

    @Test
    void tellsHiveOfQuotesWhereThereAreSome() {
        var quoted = new Match("csv", 1, "none", Map.of("delimiter", ";", "quoteChar", "'"));
        assertThat(format().hive(quoted).serde()).isEqualTo("org.apache.hadoop.hive.serde2.OpenCSVSerde");
        assertThat(format().hive(quoted).serdeParameters())
                .containsEntry("separatorChar", ";")
                .containsEntry("quoteChar", "'");
        var plain = new Match("csv", 1, "none", Map.of("delimiter", "|"));
        assertThat(format().hive(plain).serde()).isEqualTo("org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe");
        assertThat(format().hive(plain).serdeParameters()).containsEntry("field.delim", "|");
    }

    @Test
    void refusesOptionsThatNoDialectHasByTheirNames() {
        for (var wrong : List.of(
                Map.entry("separator", "::"),
                Map.entry("separator", "-1"),
                Map.entry("quote-char", "\n"),
                Map.entry("encoding", "no such"))) {
            assertThatThrownBy(() ->
                            new CsvFormat.Plugin().settings().of("orders", Map.of(wrong.getKey(), wrong.getValue())))
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining(wrong.getKey());
        }
        var settings = new CsvFormat.Plugin().settings().of("orders", Map.of("separator", "\\t", "quote-char", "-1"));
        assertThat(settings.find(CsvFormat.Plugin.SEPARATOR)).contains("\t");
    }
}
