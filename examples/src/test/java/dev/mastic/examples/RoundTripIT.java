// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.core.EtlSession;
import dev.mastic.core.Sinks;
import dev.mastic.core.Sources;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.DynamicRecord;
import dev.mastic.core.type.Type;
import dev.mastic.core.type.TypeString;
import dev.mastic.testkit.FrameLiterals;
import dev.mastic.testkit.RandomRows;
import dev.mastic.testkit.SparkExtension;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows of random nested types, with choices on every level, go out and come back as they were. */
@ExtendWith(SparkExtension.class)
class RoundTripIT {
    private static final int ROWS = 30;

    @TempDir
    private Path folder;

    /** Many random columns in one record, so that few Spark jobs try many types; those with a choice on the top level among them. */
    private static DynamicFrame random(SparkSession spark, long seed, boolean maps) {
        var random = new RandomRows(seed, maps);
        var names = IntStream.range(0, 20).mapToObj(i -> "c." + i).toList();
        var fields = new ArrayList<>(random.record(names, 4).fields());
        fields.add(new Type.Field("mixed", random.choice(3)));
        var type = new Type.Struct(fields);
        return FrameLiterals.of(spark).frame("rows", type, random.rows(type, ROWS));
    }

    @Tag("long")
    @ParameterizedTest
    @CsvSource({"parquet, 2", "parquet, 3", "orc, 1", "orc, 2"})
    void inMoreFilesThatKnowTheBranchesOfChoices(String format, long seed, SparkSession spark) {
        inFilesThatKnowTheBranchesOfChoices(format, seed, spark);
    }

    @ParameterizedTest
    @CsvSource({"parquet, 1", "orc, 3"})
    void inFilesThatKnowTheBranchesOfChoices(String format, long seed, SparkSession spark) {
        var rows = random(spark, seed, false);
        try (var etl = EtlSession.on(spark, folder.resolve("state.db").toString())) {
            etl.write(rows, Sinks.files(folder.resolve("out").toString()).format(format));
            var back = etl.path(folder.resolve("out").toString());
            assertThat(TypeString.print(back.schema())).isEqualTo(TypeString.print(rows.schema()));
            assertThat(back.toDF().toJSON().collectAsList())
                    .hasSize(ROWS)
                    .containsExactlyInAnyOrderElementsOf(rows.toDF().toJSON().collectAsList());
        }
    }

    @Tag("long")
    @ParameterizedTest
    @ValueSource(longs = {5, 6})
    void asMoreJsonWithTheValuesOfChoices(long seed, SparkSession spark) {
        asJsonWithTheValuesOfChoices(seed, spark);
    }

    @ParameterizedTest
    @ValueSource(longs = 4)
    void asJsonWithTheValuesOfChoices(long seed, SparkSession spark) {
        var rows = random(spark, seed, true);
        try (var etl = EtlSession.on(spark, folder.resolve("state.db").toString())) {
            etl.write(rows, Sinks.files(folder.resolve("out").toString()).format("json"));
            var back = etl.read(Sources.path(folder.resolve("out").toString()).schema(TypeString.print(rows.schema())));
            assertThat(back.schema()).isEqualTo(rows.schema());
            assertThat(json(back)).hasSize(ROWS).containsExactlyInAnyOrderElementsOf(json(rows));
            assertThat(back.errorsCount()).isZero();
        }
    }

    /** A time among texts comes back as a text, with all digits of its seconds. */
    private static List<String> json(DynamicFrame frame) {
        return frame.take(ROWS + 1).stream()
                .map(DynamicRecord::toJson)
                .map(row -> row.replaceAll("(:\\d\\d\\.\\d{3})000Z", "$1Z"))
                .toList();
    }
}
