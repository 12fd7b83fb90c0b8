// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.core.io.Format;
import dev.mastic.testkit.FormatContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class JsonFormatTest extends FormatContract {
    @Override
    protected Format format() {
        return new JsonFormat();
    }

    @Override
    protected String fileName() {
        return "rows.json";
    }

    @Override
    protected void write(Path file, List<Row> rows) throws IOException {
        var text = new StringBuilder();
        for (var row : rows) {
            text.append("{\"id\":%s,\"name\":\"%s\",\"price\":%s,\"active\":%s}\n"
                    .formatted(row.get(0), row.get(1), row.get(2), row.get(3)));
        }
        Files.writeString(file, text);
    }

    @Test
    void tellsHiveTheNamesAsTheyAreWritten() {
        var hive = format().hive(null, TYPE);
        assertThat(hive.serde()).isEqualTo("org.openx.data.jsonserde.JsonSerDe");
        assertThat(hive.serdeParameters()).containsEntry("paths", "active,id,name,price");
    }
}
