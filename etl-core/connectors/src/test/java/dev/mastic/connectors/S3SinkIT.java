// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.bookmark.FileItem;
import dev.mastic.core.failure.EtlException;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.io.FileListing;
import dev.mastic.core.io.HadoopPart;
import dev.mastic.core.io.NoSuchPathException;
import dev.mastic.core.io.Sink;
import dev.mastic.testkit.S3Server;
import dev.mastic.testkit.SinkContract;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.s3a.S3AFileSystem;
import org.apache.hadoop.fs.s3a.commit.impl.CommitOperations;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file sink on S3: what every sink must hold, and that nothing is left of what was not committed. {@code S3IT} has its shortest run. */
@Tag("chaos")
class S3SinkIT extends SinkContract {
    @TempDir
    static Path folder;

    private static S3Server server;
    private static int targets;

    private String target;

    @BeforeAll
    static void start() throws Exception {
        server = S3Server.in(folder).bucket("lake");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void reach(SparkSession spark) {
        server.hadoop().forEach(spark.sparkContext().hadoopConfiguration()::set);
        target = "s3a://lake/out" + targets++;
    }

    static Configuration configuration() {
        return HadoopPart.with(server.hadoop());
    }

    private Sink sink(Map<String, ?> more) {
        var settings = new HashMap<String, Object>(more);
        settings.put("path", target);
        var maker = new FileSink.Plugin();
        return maker.create(
                maker.settings().of("test", settings), TestParts.of(Map.of(Configuration.class, configuration())));
    }

    @Override
    protected Sink open() {
        return sink(Map.of());
    }

    @Override
    protected Optional<Sink> openReplacing() {
        return Optional.of(sink(Map.of("mode", "replace")));
    }

    @Override
    protected Optional<Sink> openReplacingPartitions() {
        return Optional.of(sink(Map.of("mode", "replace-partitions", "partition-by", "name")));
    }

    @Override
    protected boolean remembersInputs() {
        return true;
    }

    @Override
    protected List<Long> visible(SparkSession spark, String frame) {
        var files = files(frame.isEmpty() ? target : target + "/" + frame);
        return files.isEmpty()
                ? List.of()
                : spark
                        .read()
                        .schema("id long")
                        .parquet(files.toArray(String[]::new))
                        .as(Encoders.LONG())
                        .collectAsList()
                        .stream()
                        .sorted()
                        .toList();
    }

    private static List<String> files(String place) {
        try {
            return FileListing.list(place, configuration()).stream()
                    .map(FileItem::path)
                    .toList();
        } catch (NoSuchPathException e) {
            return List.of();
        }
    }

    /** What is staged are uploads. */
    @Override
    protected boolean readsBack() {
        return false;
    }

    @Test
    void leavesNoUploadAndNoHiddenFileBehind(SparkSession spark) throws Exception {
        var neighbour = open().stage(Frames.of("", frame(spark, 7, 8)), output("neighbour", "r1", 1, "lake"));
        open().stage(Frames.of("", frame(spark, 1, 2)), output("job", "r1", 1, "lake"));
        assertThat(uploads()).hasSize(4);
        open().discard(output("job", "r1", 1, "lake"));
        assertThat(uploads()).hasSize(2);
        open().stage(Frames.of("", frame(spark, 1, 2)), output("job", "r2", 2, "lake"))
                .commit();
        assertThat(uploads()).hasSize(2);

        neighbour.commit();
        assertThat(uploads()).isEmpty();
        assertThat(visible(spark, "")).containsExactly(1L, 2L, 7L, 8L);
        assertThat(hidden()).allMatch(name -> name.equals("_mastic"));
    }

    @Test
    void refusesWithoutTheMagicCommitter(SparkSession spark) {
        var configuration = configuration();
        configuration.set("fs.s3a.committer.magic.enabled", "false");
        configuration.set("fs.s3a.impl.disable.cache", "true");
        var maker = new FileSink.Plugin();
        var sink = maker.create(
                maker.settings().of("test", Map.of("path", target)),
                TestParts.of(Map.of(Configuration.class, configuration)));
        assertThatThrownBy(() -> sink.stage(Frames.of("", frame(spark, 1)), output("job", "r1", 1, "lake")))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("without fs.s3a.capability.magic.committer");
    }

    @Test
    void aMissingBucketIsNamed(SparkSession spark) {
        target = "s3a://nowhere-at-all/out";
        assertThatThrownBy(() -> open().stage(Frames.of("", frame(spark, 1)), output("job", "r1", 1, "lake")))
                .isInstanceOf(EtlException.class)
                .hasMessageContaining("s3a://nowhere-at-all/out");
    }

    private List<String> hidden() throws Exception {
        return List.of(target().fs()
                        .listStatus(target().root(), path -> path.getName().startsWith("_")))
                .stream()
                .map(status -> status.getPath().getName())
                .toList();
    }

    private List<String> uploads() throws Exception {
        return uploads(target());
    }

    private Target target() {
        return Target.at(target, configuration());
    }

    /** The keys of the uploads below a target that are neither completed nor aborted. */
    static List<String> uploads(Target target) throws Exception {
        return new CommitOperations((S3AFileSystem) target.fs())
                .listPendingUploadsUnderPath(target.root()).stream()
                        .map(upload -> upload.key())
                        .toList();
    }
}
