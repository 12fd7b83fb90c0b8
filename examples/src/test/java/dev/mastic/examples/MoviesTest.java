// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.EtlSession;
import dev.mastic.core.Sinks;
import dev.mastic.core.Sources;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.JsonRow;
import dev.mastic.core.type.TypeString;
import dev.mastic.testkit.SparkExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A file with two choices goes through the formats that are written, and keeps its values; figures of examples/data/movies/README.md. */
@ExtendWith(SparkExtension.class)
class MoviesTest {
    @TempDir
    private Path folder;

    private EtlSession session(SparkSession spark) {
        return EtlSession.on(spark, folder.resolve("state.db").toString());
    }

    private static DynamicFrame movies(EtlSession etl) {
        return etl.read(
                Sources.path(Path.of("data/movies/movies.json").toAbsolutePath().toString())
                        .with("infer", "all"));
    }

    @Test
    void hasTitlesThatAreNumbers(SparkSession spark) {
        try (var etl = session(spark)) {
            var movies = movies(etl);
            assertThat(movies.count()).isEqualTo(3201);
            assertThat(TypeString.print(movies.schema()))
                    .isEqualTo("struct<Title:uniontype<int,string>,`US Gross`:int,`Worldwide Gross`:bigint,"
                            + "`US DVD Sales`:int,`Production Budget`:int,`Release Date`:string,`MPAA Rating`:string,"
                            + "`Running Time min`:int,Distributor:string,Source:string,`Major Genre`:string,"
                            + "`Creative Type`:string,Director:string,`Rotten Tomatoes Rating`:int,"
                            + "`IMDB Rating`:uniontype<double,int>,`IMDB Votes`:int>");
            assertThat(movies.schemaTree())
                    .contains("|-- Title: choice\n|    |-- int 9 (0.281%)\n|    |-- string 3191 (")
                    .contains("|-- double 2700 (", "|-- int 288 (");
            assertThat(movies.resolveChoice("Title -> cast:string")
                            .filter("Title in ('1776', '1941', '1408', '2012', '2046', '21', '300', '9', '54')")
                            .count())
                    .isEqualTo(9);
            assertThat(movies.errorsCount()).isZero();
        }
    }

    @Test
    void goesOutAsParquetAndComesBack(SparkSession spark) {
        try (var etl = session(spark)) {
            var movies = movies(etl);
            etl.write(movies, out("parquet"));
            var back = etl.path(folder.resolve("parquet").toString());
            assertThat(back.schema()).isEqualTo(movies.schema());
            assertThat(rows(back)).hasSize(3201).containsExactlyInAnyOrderElementsOf(rows(movies));
        }
    }

    @Test
    void goesOutAsJsonAsItWas(SparkSession spark) throws IOException {
        try (var etl = session(spark)) {
            etl.write(movies(etl), out("json"));
            try (var files = Files.list(folder.resolve("json"))) {
                var file =
                        files.filter(path -> path.toString().endsWith(".json")).toList();
                assertThat(file).hasSize(1);
                // the source writes nulls, which go out as nothing; JsonRow takes both for the same
                assertThat(cells(file.get(0))).isEqualTo(cells(Path.of("data/movies/movies.json")));
            }
        }
    }

    @Test
    void hasNoPlaceInCsvAndFolderNames(SparkSession spark) {
        try (var etl = session(spark)) {
            var movies = movies(etl);
            assertThatThrownBy(() -> etl.write(movies, out("csv")))
                    .isInstanceOf(UsageException.class)
                    .hasMessageEndingWith("as csv: column 'Title' is of a type that the format has not"
                            + " (got uniontype<int,string>; settle on a type in a step resolve-choice)");
            assertThatThrownBy(() -> etl.write(movies, out("parquet").partitionBy("Title")))
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining("a folder name holds a single value (got choice)");
        }
    }

    private Sinks.Written out(String format) {
        return Sinks.files(folder.resolve(format).toString()).format(format);
    }

    /** With the branch of each choice, which {@link JsonRow} of records would not tell. */
    private static List<String> rows(DynamicFrame frame) {
        return frame.toDF().toJSON().collectAsList();
    }

    private static List<JsonRow> cells(Path file) throws IOException {
        return Files.readAllLines(file).stream().map(JsonRow::parse).toList();
    }
}
