// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.bookmark.Output;
import dev.mastic.core.bookmark.Run;
import dev.mastic.core.bookmark.Token;
import dev.mastic.core.failure.EtlException;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.FrameContext;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.io.FileListing;
import dev.mastic.core.io.Found;
import dev.mastic.core.io.Sink;
import dev.mastic.core.plugin.Registry;
import dev.mastic.testkit.FaultyFileSystem;
import dev.mastic.testkit.FaultyFileSystem.Call;
import dev.mastic.testkit.Inputs;
import dev.mastic.testkit.SparkExtension;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A disk that is full from some moment on: nothing becomes visible, the message says where, and the next run is fine. */
@ExtendWith(SparkExtension.class)
class FullDiskTest {
    private static final Output FIRST = output(1, "0a");
    private static final Output SECOND = output(2, "0b");

    @TempDir
    Path folder;

    @AfterEach
    void heal(SparkSession spark) {
        FaultyFileSystem.healthy().keySet().forEach(spark.conf()::unset);
    }

    @Test
    void tellsThatADiskWasFullWhileRowsWereWritten(SparkSession spark) {
        commitFirst(spark);
        var full = FaultyFileSystem.settings(Call.CREATE, "part-", 1, FaultyFileSystem.FULL);
        full.forEach(spark.conf()::set);
        assertThatThrownBy(() -> sink(full).stage(frames(spark, 3, 5), SECOND))
                .isInstanceOf(EtlException.class)
                .hasMessageContaining("Cannot write frame 'rows' to ")
                .hasMessageContaining(folder.toString())
                .hasMessageContaining("No space left on device")
                .hasMessageContaining("bytes are free there");
        assertNextRunIsFine(spark);
    }

    @ParameterizedTest
    @CsvSource({
        "CREATE, \\.staged\\., 1",
        "RENAME, \\.staged$, 1",
        "CREATE, slices, 1",
        "CREATE, \\.intent\\., 1",
        "RENAME, \\.intent$, 1",
        "RENAME, out/part-, 1",
        "RENAME, out/part-, 2",
        "RENAME, \\.removing$, 1"
    })
    void showsTheOldRowsUntilTheOutputCounts(Call call, String path, int from, SparkSession spark) {
        commitFirst(spark);
        var full = FaultyFileSystem.settings(call, path, from, FaultyFileSystem.FULL);
        FaultyFileSystem.healthy().forEach(spark.conf()::set);
        assertThatThrownBy(() -> sink(full).stage(frames(spark, 3, 5), SECOND).commit())
                .isInstanceOf(EtlException.class)
                .hasMessageMatching("(?s)Cannot (write to|finish the commit to) .*" + folder
                        + ".*No space left on device \\([0-9]+ bytes are free there\\)");
        assertNextRunIsFine(spark);
    }

    @Test
    void finishesWithTheNextLookWhereOldFilesCouldNotBeRemoved(SparkSession spark) {
        commitFirst(spark);
        var failing = FaultyFileSystem.settings(Call.DELETE, "out/part-", 2, "Input/output error");
        FaultyFileSystem.healthy().forEach(spark.conf()::set);
        assertThatThrownBy(
                        () -> sink(failing).stage(frames(spark, 3, 5), SECOND).commit())
                .hasMessageContaining("Input/output error");
        assertThat(visible(spark)).containsExactly(3L, 4L);
        assertThat(sink(FaultyFileSystem.healthy()).find(SECOND)).isInstanceOf(Found.Committed.class);
        assertThat(visible(spark)).containsExactly(3L, 4L);
        assertThat(out().resolve("_mastic")).isDirectoryNotContaining("glob:**.removing");
    }

    private void assertNextRunIsFine(SparkSession spark) {
        assertThat(visible(spark)).containsExactly(0L, 1L, 2L);
        FaultyFileSystem.healthy().forEach(spark.conf()::set);
        var sink = sink(FaultyFileSystem.healthy());
        if (sink.find(SECOND) instanceof Found.Complete complete) {
            complete.staged().commit();
        } else {
            sink.stage(frames(spark, 3, 5), SECOND).commit();
        }
        assertThat(visible(spark)).containsExactly(3L, 4L);
    }

    private void commitFirst(SparkSession spark) {
        TestParts.sink(out(), Map.of()).stage(frames(spark, 0, 3), FIRST).commit();
    }

    /** Listed as the sink lists: the notes name files by the scheme under which they were written. */
    private List<Long> visible(SparkSession spark) {
        var healthy = FaultyFileSystem.configuration(FaultyFileSystem.healthy());
        var files = FileListing.list(FaultyFileSystem.SCHEME + out(), healthy).stream()
                .map(file -> URI.create(file.path()).getPath())
                .toArray(String[]::new);
        return spark.read().parquet(files).as(Encoders.LONG()).collectAsList().stream()
                .sorted()
                .toList();
    }

    private Path out() {
        return folder.resolve("out");
    }

    private Sink sink(Map<String, String> faults) {
        var maker = new FileSink.Plugin();
        var settings = Map.of("path", FaultyFileSystem.SCHEME + out(), "mode", "replace");
        var parts = TestParts.of(Map.of(Configuration.class, FaultyFileSystem.configuration(faults)));
        return maker.create(maker.settings().of("test", settings), parts);
    }

    private static Frames frames(SparkSession spark, long from, long to) {
        var rows = spark.range(from, to, 1, 2).toDF();
        return Frames.of("", DynamicFrame.fromDF(rows, "rows", FrameContext.outsideJobs(Registry.of(List.of()))));
    }

    private static Output output(long token, String input) {
        return new Output(new Run("job", "r" + token, new Token(token)), "lake", Inputs.of(input), Optional.empty());
    }
}
