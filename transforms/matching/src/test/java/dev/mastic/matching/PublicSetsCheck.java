// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.matching;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.FrameContext;
import dev.mastic.testkit.FrameLiterals;
import dev.mastic.testkit.SparkExtension;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Matches public sets with known answers, which may not be copied, without labels and with one setting: run with {@code -Ddata=DIR}, the folder
 * above {@code matching} and beside {@code tools}. Needs Python 3. No part of the build.
 */
@ExtendWith(SparkExtension.class)
class PublicSetsCheck {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "dblp-acm, 95",
        "dblp-scholar, 80",
        "amazon-google, 50",
        "febrl/febrl1, 99.5",
        "febrl/febrl2, 99.5",
        "febrl/febrl3, 99.5",
        "febrl/febrl4, 99.5"
    })
    void reachesItsFloor(String name, double floor, SparkSession spark) throws Exception {
        var data = Path.of(System.getProperty("data")).toAbsolutePath();
        var set = data.resolve("matching").resolve(name);
        boolean isLinked = !Files.exists(set.resolve("records.csv"));
        var rows = isLinked
                ? read(spark, set, "tableA")
                        .withColumn("source", functions.lit("A"))
                        .unionByName(read(spark, set, "tableB").withColumn("source", functions.lit("B")), true)
                : read(spark, set, "records");
        var context = FrameLiterals.of(spark).context();
        var found = frame(rows, context)
                .apply(new FindMatches(
                        "id",
                        isLinked ? Optional.of("source") : Optional.empty(),
                        List.of(),
                        false,
                        Tradeoffs.BALANCED,
                        Teaching.NONE));
        var to = folder.resolve("matched").toString();
        found.toDF()
                .select("id", "match_id")
                .coalesce(1)
                .write()
                .option("header", true)
                .csv(to);
        var said = score(data.resolveSibling("tools"), set, to);
        System.out.println(name + "\n" + said);
        assertThat(100 * f1(said)).as(said).isGreaterThanOrEqualTo(floor);
    }

    private static DynamicFrame frame(Dataset<Row> rows, FrameContext context) {
        return DynamicFrame.fromDF(rows, "records", context);
    }

    private static Dataset<Row> read(SparkSession spark, Path set, String name) {
        var plain = set.resolve(name + ".csv");
        var file = Files.exists(plain) ? plain : set.resolve(name + ".csv.gz");
        return spark.read()
                .option("header", true)
                .option("multiLine", true)
                .option("escape", "\"")
                .csv(file.toString());
    }

    private static String score(Path tools, Path set, String prediction) throws IOException, InterruptedException {
        var process = new ProcessBuilder(
                        "python3", tools.resolve("score_matching.py").toString(), set.toString(), prediction)
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    private static double f1(String said) {
        return said.lines()
                .filter(line -> line.startsWith("f1"))
                .map(line -> Double.parseDouble(line.substring(2).strip()))
                .findFirst()
                .orElseThrow();
    }
}
