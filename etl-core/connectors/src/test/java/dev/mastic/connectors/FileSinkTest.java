// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors;

import static dev.mastic.connectors.FileSinkContractTest.files;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.bookmark.Bounds;
import dev.mastic.core.bookmark.Output;
import dev.mastic.core.config.ConfigProblemsException;
import dev.mastic.core.failure.EtlException;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.FaultSource;
import dev.mastic.core.frame.FrameContext;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.frame.LazySpark;
import dev.mastic.core.frame.SparkTypes;
import dev.mastic.core.io.Found;
import dev.mastic.core.io.Sink;
import dev.mastic.core.plugin.Registry;
import dev.mastic.testkit.SinkContract;
import dev.mastic.testkit.SparkExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkExtension.class)
class FileSinkTest {
    private static final Map<String, ?> BY_CITY = Map.of("partition-by", List.of("city"));

    @TempDir
    Path folder;

    @Test
    void leavesNothingBesideTheFilesButTheNoteOfTheEnd(SparkSession spark) throws IOException {
        var output = output("job", "manual__2024-01-01T00:00:00+00:00");
        sink(Map.of())
                .stage(Frames.of("", frame(spark.range(3).toDF())), output)
                .commit();
        var data = files(folder).stream()
                .map(file -> Path.of(file).getFileName().toString())
                .toList();
        assertThat(data).allMatch(name -> name.startsWith("part-0000") && name.endsWith("-c000.snappy.parquet"));
        assertThat(data).allMatch(name -> name.contains("manual__2024-01-01T00%3A00%3A00%2B00%3A00-1-"));
        var all = everythingBelow(folder);
        all.removeAll(data);
        assertThat(all).singleElement().satisfies(note -> assertThat(note)
                .matches("job\\.lake\\.manual__2024-01-01T00%3A00%3A00%2B00%3A00-1\\.[0-9a-f]{8}\\.done"));
    }

    @Test
    void splitsRowsByAnyValueAndReadsThemBack(SparkSession spark) {
        var cities = new String[] {"Köln", "a/b:c=d", "100%", "%41", " x ", "__", null};
        var in = cities(spark, cities);
        var staged = sink(BY_CITY).stage(Frames.of("", in), output("job", "r1"));
        var back = staged.rows(LazySpark.of(spark)).get("");
        assertThat(back.schema()).isEqualTo(in.schema());
        assertThat(cities(back)).containsExactlyInAnyOrder(cities);
        assertThat(staged.commit().files()).isEqualTo(cities.length);

        var source = TestParts.path(folder, Map.of());
        var slice = source.slice("in", Bounds.all());
        var read = source.read(LazySpark.of(spark), slice, FrameContext.outsideJobs(Registry.of(List.of())));
        assertThat(cities(read)).containsExactlyInAnyOrder(cities);
    }

    @Test
    void refusesRowsWhosePartitionFolderWouldBeThatOfNull(SparkSession spark) {
        var in = cities(spark, "Ulm", "", null, "__HIVE_DEFAULT_PARTITION__");
        var staged = sink(BY_CITY).stage(Frames.of("", in), output("job", "r1"));
        assertThat(staged.receipt().rows()).isEqualTo(2);
        assertThat(staged.faultSources()).singleElement().satisfies(source -> {
            assertThat(source.signalled()).isTrue();
            assertThat(source.kind()).isEqualTo(FaultSource.Kind.REFUSED);
            assertThat(source.step()).isEqualTo("lake");
            assertThat(source.faults().collectAsList())
                    .extracting(row -> row.<String>getAs("raw"))
                    .containsExactlyInAnyOrder(
                            "{\"id\":1,\"city\":\"\"}", "{\"id\":3,\"city\":\"__HIVE_DEFAULT_PARTITION__\"}");
        });
    }

    @Test
    void signalsNothingWhereNoRowIsRefused(SparkSession spark) {
        var staged = sink(BY_CITY).stage(Frames.of("", cities(spark, "Ulm", null)), output("job", "r1"));
        assertThat(staged.faultSources()).singleElement().satisfies(source -> assertThat(source.signalled())
                .isFalse());
    }

    @Test
    void namesColumnsThatHoldNothingButNulls(SparkSession spark) {
        var flat = frame(spark.sql("select 1 as id, null as nothing"));
        assertThatThrownBy(() -> sink(Map.of()).stage(Frames.of("", flat), output("job", "r1")))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("column 'nothing' holds nothing but nulls")
                .hasMessageContaining("drop-null-fields");
        var nested = frame(spark.sql("select 1 as id, array(named_struct('x', null)) as list"));
        assertThatThrownBy(() -> sink(Map.of()).stage(Frames.of("people", nested), output("job", "r1")))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("frame 'people'")
                .hasMessageContaining("'list[].x'");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void tellsColumnsApartThatDifferInCaseOnly(SparkSession spark) {
        var one = frame(spark.range(1).selectExpr("'b' as name", "'a' as Name", "named_struct('x', 1, 'X', 2) as s"));
        var other = frame(spark.range(1).selectExpr("named_struct('X', 2, 'x', 1) as s", "'a' as Name", "'b' as name"));
        for (var twins : List.of(one, other)) {
            var staged = sink(Map.of()).stage(Frames.of("", twins), output("job", "r1"));
            var row = staged.rows(LazySpark.of(spark))
                    .get("")
                    .toDF()
                    .select("Name", "name_2", "s.X", "s.x_2")
                    .head();
            assertThat(row).isEqualTo(RowFactory.create("a", "b", 2, 1));
        }
    }

    @Test
    void keepsAnyOtherName(SparkSession spark) {
        var names = List.of("a.b", "tick`ed", "quo\"te'd", "größe 数 🦆", " ", "a b", "a/b=c", "");
        var rows = spark.range(1).toDF();
        for (var name : names) {
            rows = rows.withColumn("c" + names.indexOf(name), functions.lit(name));
        }
        rows = rows.drop("id").toDF(names.toArray(String[]::new));
        var staged = sink(Map.of()).stage(Frames.of("", frame(rows)), output("job", "r1"));
        var back = staged.rows(LazySpark.of(spark)).get("");
        var written = new ArrayList<>(names);
        written.set(written.indexOf(""), "_");
        assertThat(back.schema().names()).isEqualTo(written);
        assertThat(back.toDF().head()).isEqualTo(RowFactory.create(names.toArray()));
    }

    @Test
    void namesFramesAndStructsWithoutColumns(SparkSession spark) {
        var none = frame(spark.emptyDataFrame());
        assertThatThrownBy(() -> sink(Map.of()).stage(Frames.of("", none), output("job", "r1")))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("it has no columns");
    }

    @Test
    void namesPartitionColumnsThatAreNotThere(SparkSession spark) {
        var in = cities(spark, "Ulm");
        assertThatThrownBy(() -> sink(Map.of("partition-by", "citi")).stage(Frames.of("", in), output("job", "r1")))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("did you mean 'city'?");
        var all = Map.of("partition-by", List.of("id", "city"));
        assertThatThrownBy(() -> sink(all).stage(Frames.of("", in), output("job", "r1")))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("all its columns are in partition-by");
        assertThatThrownBy(() -> sink(Map.of("partition-by", List.of("city", "city"))))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("named twice");
    }

    @Test
    void marksChoicesInTheFiles(SparkSession spark) {
        var in = DynamicFrame.of(
                spark, "{'id':1,'t':7,'list':[1,'x'],'s':{'u':true}}", "{'id':2,'t':'seven','s':{'u':'no'}}");
        var staged = sink(Map.of("partition-by", "id")).stage(Frames.of("", in), output("job", "r1"));
        assertThat(staged.rows(LazySpark.of(spark)).get("").schema()).isEqualTo(in.schema());
        staged.commit();
        var written = SparkTypes.fromSpark(
                spark.read().parquet(folder.toString()).drop("id").schema());
        var expected = new ArrayList<>(in.schema().fields());
        expected.remove(0);
        assertThat(written.fields()).isEqualTo(expected);
    }

    @Test
    void refusesFormatsThatAreOnlyReadAndModesThatItHasNot() {
        assertThatThrownBy(() -> sink(Map.of("format", "lines")))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("format 'lines' is only read (expected one of parquet)");
        assertThatThrownBy(() -> sink(Map.of("format", "parket")))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("did you mean 'parquet'?");
        assertThatThrownBy(() -> sink(Map.of("mode", "overwrite")))
                .isInstanceOf(ConfigProblemsException.class)
                .hasMessageContaining("one of append, replace, replace-partitions");
        assertThatThrownBy(() -> sink(Map.of("replaced-folders", List.of("p=1"))))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("replaced-folders goes with mode = replace");
    }

    @Test
    void compressesAsItIsTold(SparkSession spark) {
        var options = Map.of("compression", "gzip");
        sink(options)
                .stage(Frames.of("", frame(spark.range(3).toDF())), output("job", "r1"))
                .commit();
        assertThat(files(folder)).isNotEmpty().allMatch(file -> file.endsWith("-c000.gz.parquet"));
    }

    @Test
    void passesOverFilesOfAttemptsThatDidNotCount(SparkSession spark) throws IOException {
        var staged = sink(Map.of()).stage(Frames.of("", frame(spark.range(3).toDF())), output("job", "r1"));
        var staging = onlyFolder(folder.resolve("_mastic")).resolve("0");
        Files.write(staging.resolve("part-00000-r1-1-of-a-slow-twin-c000.snappy.parquet"), new byte[] {1});
        assertThat(staged.rows(LazySpark.of(spark)).get("").count()).isEqualTo(3);
        assertThat(staged.commit().rows()).isEqualTo(3);
        assertThat(files(folder)).noneMatch(file -> file.contains("slow-twin"));
        assertThat(everythingBelow(folder)).noneMatch(file -> file.contains("slow-twin"));
    }

    @Test
    void saysWhichFrameCouldNotBeWritten(SparkSession spark) throws IOException {
        var bad = frame(spark.range(3).selectExpr("id", "cast(raise_error('boom') as string) as bad"))
                .withName("people");
        var output = output("job", "r1");
        assertThatThrownBy(() -> sink(Map.of()).stage(Frames.of("", bad), output))
                .isInstanceOf(EtlException.class)
                .hasMessageContaining("Cannot write frame 'people' to " + folder)
                .hasMessageContaining("boom");
        assertThat(sink(Map.of()).find(output)).isInstanceOf(Found.Absent.class);
        sink(Map.of()).discard(output);
        assertThat(everythingBelow(folder)).isEmpty();
    }

    @Test
    void keepsTheNewestFiftyNotesOfEachSinkBesideTheDataAndTheOthersInTheHistory(SparkSession spark)
            throws IOException {
        commitNothing(SinkContractOutputs.ofSink("other"));
        for (int token = 1; token <= 51; token++) {
            commitNothing(SinkContractOutputs.output("job", "r", token));
        }
        var last = SinkContractOutputs.output("job", "r", 52);
        sink(Map.of()).stage(Frames.of("", frame(spark.range(0).toDF())), last).commit();
        assertThat(outputsIn(folder.resolve("_mastic")))
                .hasSize(51)
                .contains("job.lake.r-52", "job.lake.r-3", "job.other.r-1");
        assertThat(outputsIn(folder.resolve("_mastic/history"))).containsExactly("job.lake.r-1", "job.lake.r-2");
    }

    private static List<String> outputsIn(Path notes) throws IOException {
        try (var all = Files.list(notes)) {
            return all.map(note -> note.getFileName().toString())
                    .filter(name -> name.endsWith(".done"))
                    .map(name -> name.replaceFirst("\\.[0-9a-f]{8}\\.done$", ""))
                    .sorted()
                    .toList();
        }
    }

    private static Path onlyFolder(Path parent) throws IOException {
        try (var all = Files.list(parent)) {
            return all.filter(Files::isDirectory).findFirst().orElseThrow();
        }
    }

    private void commitNothing(Output output) throws IOException {
        var target = Target.at(folder.toString(), new Configuration());
        var commit = new Attempts(new FilePlace(target), output).begin();
        commit.staged(new Manifest(output.run(), output.sink(), output.digest(), List.of()));
        commit.commit();
    }

    @Test
    void refusesAFileAsItsFolder(SparkSession spark) throws IOException {
        var file = Files.writeString(folder.resolve("file"), "x");
        var sink = TestParts.sink(file, Map.of());
        assertThatThrownBy(() -> sink.stage(Frames.of("", frame(spark.range(1).toDF())), output("job", "r1")))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("it is a file");
    }

    @Test
    void refusesToStageWhatIsCommitted(SparkSession spark) {
        var frames = Frames.of("", frame(spark.range(1).toDF()));
        sink(Map.of()).stage(frames, output("job", "r1")).commit();
        assertThatThrownBy(() -> sink(Map.of()).stage(frames, output("job", "r1")))
                .isInstanceOf(EtlException.class)
                .hasMessageContaining("already");
        assertThat(files(folder)).hasSize(1);
    }

    @Test
    void makesFolderNamesOfFrameNamesThatListingsDoNotHide(SparkSession spark) {
        var frame = frame(spark.range(1).toDF());
        sink(Map.of())
                .stage(Frames.of("_a.b/c", frame, "x=y", frame), output("job", "r1"))
                .commit();
        assertThat(files(folder)).hasSize(2);
        assertThat(folder.resolve("%5Fa.b%2Fc")).isDirectory();
        assertThat(folder.resolve("x%3Dy")).isDirectory();
    }

    @Test
    void isFoundOnTheClassPathByName() {
        assertThat(Registry.fromClasspath().get(Sink.class, "path")).isInstanceOf(FileSink.Plugin.class);
    }

    private Sink sink(Map<String, ?> settings) {
        return TestParts.sink(folder, settings);
    }

    private static Output output(String job, String runId) {
        return SinkContractOutputs.output(job, runId, 1);
    }

    private static DynamicFrame frame(Dataset<Row> rows) {
        return DynamicFrame.fromDF(rows, "rows", FrameContext.outsideJobs(Registry.of(List.of())));
    }

    private static DynamicFrame cities(SparkSession spark, String... cities) {
        var schema = new StructType().add("id", DataTypes.IntegerType).add("city", DataTypes.StringType);
        var rows = Arrays.stream(cities)
                .map(city -> RowFactory.create(Arrays.asList(cities).indexOf(city), city))
                .toList();
        return frame(spark.createDataFrame(rows, schema));
    }

    private static List<String> cities(DynamicFrame frame) {
        return frame.toDF().select("city").collectAsList().stream()
                .map(row -> row.getString(0))
                .toList();
    }

    private static List<String> everythingBelow(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .collect(Collectors.toList());
        }
    }

    /** Reaches the kit's identities. */
    private abstract static class SinkContractOutputs extends SinkContract {
        static Output ofSink(String sink) {
            return output("job", "r", 1, sink);
        }

        static Output output(String job, String runId, long token) {
            return output(job, runId, token, "lake");
        }
    }
}
