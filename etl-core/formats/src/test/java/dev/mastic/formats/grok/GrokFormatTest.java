// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.grok;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.failure.UsageException;
import dev.mastic.core.io.Format;
import dev.mastic.core.io.Match;
import dev.mastic.core.type.Type;
import dev.mastic.testkit.FormatContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class GrokFormatTest extends FormatContract {
    private static final String PATTERN = "%{INT:id} <%{DATA:name}> %{NUMBER:price} %{BOOLEAN:active}";

    private static Format format(Map<String, Object> options) {
        var plugin = new GrokFormat.Plugin();
        return plugin.create(plugin.settings().of("orders", options), null);
    }

    @Override
    protected Format format() {
        return format(Map.of("grok-pattern", PATTERN));
    }

    @Override
    protected String fileName() {
        return "rows.log";
    }

    @Override
    protected void write(Path file, List<Row> rows) throws IOException {
        var text = new StringBuilder();
        for (var row : rows) {
            text.append("%s <%s> %s %s\n".formatted(row.get(0), row.get(1), row.get(2), row.get(3)));
        }
        Files.writeString(file, text);
    }

    @Test
    void tellsHiveThePatternAndWhatItRefersTo() {
        var format = format(Map.of());
        var match = new Match("grok", "combined_apache", 1, "none", Map.of("grokPattern", "%{COMBINEDAPACHELOG}"));
        var hive = format.hive(match);
        assertThat(hive.serde()).isEqualTo("com.amazonaws.glue.serde.GrokSerDe");
        assertThat(hive.serdeParameters()).containsEntry("input.format", "%{COMBINEDAPACHELOG}");
        assertThat(hive.serdeParameters().get("input.grokCustomPatterns").lines())
                .anyMatch(line -> line.startsWith("COMBINEDAPACHELOG %{COMMONAPACHELOG} "))
                .anyMatch(line -> line.startsWith("QUOTEDTEXT "))
                .noneMatch(line -> line.startsWith("HTTPDATE "));
        assertThat(match.readerParameters()).containsEntry("grokPattern", "%{COMBINEDAPACHELOG}");
    }

    @Test
    void tellsHiveTheColumnsOfLogsWhoseFilesNameThem() {
        var match = new Match("grok", "microsoft_log", 1, "none", GrokDialect.W3C.toMap());
        var type = Type.Struct.of(
                new Type.Field("date", Type.Primitive.DATE), new Type.Field("s_ip", Type.Primitive.STRING));
        assertThat(format(Map.of()).hive(match, type).serdeParameters().get("input.format"))
                .contains("%{NOTSPACE:date}")
                .contains("%{NOTSPACE:s_ip}");
    }

    @Test
    void refusesPatternsThatCannotBeReadWhenItIsMade() {
        assertThatThrownBy(() -> format(Map.of("grok-pattern", "%{NUMBR:x}")))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("did you mean 'NUMBER'?");
    }

    @Test
    void refusesPropertiesThatNoDialectHas() {
        var match = new Match("grok", 1, "none", Map.of("grokPatern", "%{IP:ip}"));
        assertThatThrownBy(() -> format(Map.of()).hive(match)).hasMessageContaining("did you mean 'grokPattern'?");
        var charset = new Match("grok", 1, "none", Map.of("encoding", "no such"));
        assertThatThrownBy(() -> format(Map.of()).hive(charset)).hasMessageContaining("encoding is not valid");
    }
}
