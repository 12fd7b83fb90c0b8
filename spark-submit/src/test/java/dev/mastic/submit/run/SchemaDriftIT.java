// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mastic.submit.Shell;
import dev.mastic.testkit.SparkExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A partition a day, and each day the files are of another type: after each crawl all rows of all days are read as the table's columns, with
 * the values that they were written with.
 */
@ExtendWith(SparkExtension.class)
class SchemaDriftIT {
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private static final List<String> DAYS = List.of(
            "1 as id, 10 as v, 1.50BD as d, 7 as t, 'x' as gone, named_struct('a', 1) as s",
            // a new column
            "2 as id, 11 as v, 1.75BD as d, 8 as t, 'y' as gone, named_struct('a', 2) as s, 'new' as added",
            // one less, in another order
            "'more' as added, named_struct('a', 3) as s, 9 as t, 12 as v, 3 as id, 2.25BD as d",
            // wider numbers
            "4 as id, 5000000000 as v, 123456.1234BD as d, 9 as t, named_struct('a', 4) as s, 'n' as added",
            // numbers with a point, and texts
            "5 as id, 0.5D as v, 1.5BD as d, 'seven' as t, named_struct('a', 5) as s, 'n' as added",
            // a new part of a part
            "6 as id, 7 as v, 2.5BD as d, 8 as t, named_struct('a', 5000000000, 'b', 'deep') as s, 'n' as added");

    @TempDir
    private Path folder;

    private Shell shell;
    private SparkSession spark;

    @BeforeEach
    void open(SparkSession session) {
        shell = new Shell(folder);
        spark = session;
    }

    private void write(String format, int day, String columns) {
        spark.sql("select " + columns)
                .coalesce(1)
                .write()
                .option("header", true)
                .format(format)
                .save(shell.file("lake/events/day=2024-01-0" + day).toString());
    }

    private JsonNode crawl() {
        return shell.mastic("crawl", shell.file("lake/events").toString(), "--output", "json")
                .succeeded()
                .document();
    }

    private static List<JsonNode> rows(List<String> lines) throws IOException {
        var rows = new ArrayList<JsonNode>();
        for (var line : lines) {
            rows.add(JSON.readTree(line));
        }
        rows.sort(Comparator.comparing(row -> row.path("id").asInt()));
        return rows;
    }

    /** A number is the same however many digits are written, and as text where the column is text. */
    private static boolean isSame(JsonNode read, JsonNode written) {
        if (written.isMissingNode() || written.isNull()) {
            return read.isMissingNode() || read.isNull();
        } else if (written.isObject()) {
            var names = new ArrayList<String>();
            written.fieldNames().forEachRemaining(names::add);
            read.fieldNames().forEachRemaining(names::add);
            return names.stream()
                    .filter(name -> !name.equals("day"))
                    .allMatch(name -> isSame(read.path(name), written.path(name)));
        } else if (read.isTextual()) {
            return read.asText().equals(written.asText());
        }
        return written.isNumber() && read.isNumber() && read.decimalValue().compareTo(written.decimalValue()) == 0;
    }

    private static void assertSame(List<JsonNode> read, List<JsonNode> written) {
        assertThat(read).hasSameSizeAs(written);
        for (int i = 0; i < read.size(); i++) {
            assertThat(isSame(read.get(i), written.get(i)))
                    .as("%s for %s", read.get(i), written.get(i))
                    .isTrue();
            assertThat(read.get(i).path("day").asText()).startsWith("2024-01-0");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"parquet", "csv"})
    void everyPartitionIsReadAsTheTableSays(String format) throws IOException {
        var written = new ArrayList<JsonNode>();
        for (int day = 1; day <= DAYS.size(); day++) {
            var columns = DAYS.get(day - 1);
            if (format.equals("csv")) {
                columns = columns.replaceAll(", named_struct\\([^)]*\\) as s", "");
            }
            write(format, day, columns);
            written.add(JSON.readTree(spark.sql("select " + columns).toJSON().first()));
            var report = crawl();
            assertThat(report.path("tables")).as(report::toPrettyString).hasSize(1);
            assertSame(rows(shell.mastic("cat", "default.events").succeeded().lines()), written);
        }
        assertSame(rows(job()), written);
    }

    @Tag("long")
    @ParameterizedTest
    @ValueSource(strings = {"orc", "avro", "json"})
    void everyPartitionIsReadAsTheTableSaysInOtherFormatsToo(String format) throws IOException {
        everyPartitionIsReadAsTheTableSays(format);
    }

    /** What a job reads that refuses nothing. */
    private List<String> job() throws IOException {
        var conf = shell.write("job.conf", """
                job {
                  name = copy
                  sources { events { table = "default.events" } }
                  sinks { out { in = events, path = "out", format = json } }
                }
                """);
        shell.mastic("run", conf.toString()).succeeded();
        var lines = new ArrayList<String>();
        for (var file : shell.dataFiles("out")) {
            lines.addAll(Files.readAllLines(shell.file("out").resolve(file)));
        }
        return lines;
    }

    @Test
    void theTableHasTheWidestTypes() throws IOException {
        for (int day = 1; day <= DAYS.size(); day++) {
            write("parquet", day, DAYS.get(day - 1));
        }
        crawl();
        var shown = shell.mastic("catalog", "show", "default.events", "--output", "json")
                .succeeded()
                .document();
        var types = new ArrayList<String>();
        shown.path("columns")
                .forEach(column -> types.add(
                        column.path("name").asText() + " " + column.path("type").asText()));
        assertThat(types)
                .containsExactlyInAnyOrder(
                        "id int",
                        "v double",
                        "d decimal(10,4)",
                        "t string",
                        "gone string",
                        "s struct<a:bigint,b:string>",
                        "added string");
    }
}
