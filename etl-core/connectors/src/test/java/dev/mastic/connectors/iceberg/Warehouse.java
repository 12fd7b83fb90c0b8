// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.iceberg;

import dev.mastic.core.bookmark.Output;
import dev.mastic.core.bookmark.Run;
import dev.mastic.core.bookmark.Token;
import dev.mastic.core.config.Settings;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.FrameContext;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.io.LocalDisk;
import dev.mastic.core.io.Sink;
import dev.mastic.core.io.UnsummedDisk;
import dev.mastic.core.plugin.NoSuchPartException;
import dev.mastic.core.plugin.Parts;
import dev.mastic.core.plugin.Registry;
import dev.mastic.testkit.Inputs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.encryption.EncryptionManager;
import org.apache.iceberg.hadoop.HadoopCatalog;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.LocationProvider;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** A warehouse of Iceberg tables in a folder, and sinks into its table {@code lake.people}. */
final class Warehouse implements Parts {
    static final TableIdentifier PEOPLE = TableIdentifier.of("lake", "people");
    private final HookedCatalog catalog;
    private final Path folder;

    Warehouse(Path folder) {
        this.folder = folder;
        this.catalog = new HookedCatalog(folder.toString());
    }

    /** A sink as a new process makes it. */
    Sink sink(String... partitionBy) {
        return sink(Map.of("table", "lake.people", "partition-by", List.of(partitionBy)));
    }

    Sink sink(Map<String, ?> settings) {
        var factory = new IcebergSink.Plugin();
        return factory.create(factory.settings().of("test", settings), this);
    }

    HookedCatalog catalog() {
        return catalog;
    }

    Table table() {
        return catalog.loadTable(PEOPLE);
    }

    /** What anybody sees in the table; counts are read from the files, too. */
    Dataset<Row> visible(SparkSession spark) {
        letOthersIn(spark);
        return spark.read()
                .format("iceberg")
                .option("aggregate-push-down-enabled", "false")
                .load(table().location());
    }

    /** Rows of somebody who writes without Mastic. */
    void append(Dataset<Row> rows) {
        letOthersIn(rows.sparkSession());
        rows.write().format("iceberg").mode("append").save(table().location());
    }

    /** Spark opens tables by their folder only where this catalog is configured; the sink needs none. */
    private void letOthersIn(SparkSession spark) {
        spark.conf().set("spark.sql.catalog.default_iceberg", "org.apache.iceberg.spark.SparkCatalog");
        spark.conf().set("spark.sql.catalog.default_iceberg.type", "hadoop");
        spark.conf().set("spark.sql.catalog.default_iceberg.warehouse", folder.toString());
        spark.conf().set("spark.sql.catalog.default_iceberg.hadoop.fs.file.impl", UnsummedDisk.class.getName());
        spark.conf().set("spark.sql.catalog.default_iceberg.hadoop.fs.file.impl.disable.cache", true);
    }

    /** The run's output through sink "lake"; equal digests for equal tokens. */
    static Output output(String runId, long token) {
        return output("people-job", runId, token, "lake", "d" + token);
    }

    static Output output(String job, String runId, long token, String sink, String digest) {
        return new Output(new Run(job, runId, new Token(token)), sink, Inputs.of(digest), Optional.empty());
    }

    /** The same of a run that takes the place of an earlier one. */
    static Output redo(String runId, long token, Output earlier) {
        var again = output(runId, token);
        return new Output(again.run(), again.sink(), earlier.slices(), Optional.of(earlier.run()));
    }

    static Frames frames(Dataset<Row> rows) {
        return Frames.of("", DynamicFrame.fromDF(rows, "people", FrameContext.outsideJobs(Registry.of(List.of()))));
    }

    /** The files below the folder of the table but its metadata and what its outputs have read, as relative paths. */
    List<String> files() {
        return allFiles().stream()
                .filter(path -> !path.startsWith("_mastic/slices/"))
                .toList();
    }

    /** All files below the folder of the table but its metadata, as relative paths. */
    List<String> allFiles() {
        var root = folder.resolve("lake/people");
        try (var paths = Files.walk(root)) {
            return paths.filter(Files::isRegularFile)
                    .map(path -> root.relativize(path).toString())
                    .filter(path -> !path.startsWith("metadata") && !path.endsWith(".crc"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public <P> P the(Class<P> kind) {
        if (kind != Catalog.class) {
            throw new NoSuchPartException("No such part: " + kind.getSimpleName());
        }
        return kind.cast(catalog);
    }

    @Override
    public <P> P create(Class<P> kind, String name, Settings settings) {
        return registry().get(kind, name).create(settings, this);
    }

    @Override
    public Registry registry() {
        return Registry.of(List.of());
    }

    /** A real catalog where others may come in between, or the connection may break, at the very moment of a commit. */
    static final class HookedCatalog extends HadoopCatalog {
        private final List<Runnable> before = new ArrayList<>();
        private final List<Runnable> after = new ArrayList<>();

        HookedCatalog(String warehouse) {
            super(LocalDisk.in(new Configuration()), warehouse);
        }

        /** Runs just before the next commit, and once. */
        void beforeNextCommit(Runnable hook) {
            before.add(hook);
        }

        /** Runs just after the next commit, and once. */
        void afterNextCommit(Runnable hook) {
            after.add(hook);
        }

        @Override
        protected TableOperations newTableOps(TableIdentifier identifier) {
            return new HookedOperations(super.newTableOps(identifier), this::commit);
        }

        private void commit(Runnable commit) {
            drain(before);
            commit.run();
            drain(after);
        }

        private static void drain(List<Runnable> hooks) {
            var now = List.copyOf(hooks);
            hooks.clear();
            now.forEach(Runnable::run);
        }
    }

    private record HookedOperations(TableOperations real, Consumer<Runnable> around) implements TableOperations {
        @Override
        public TableMetadata current() {
            return real.current();
        }

        @Override
        public TableMetadata refresh() {
            return real.refresh();
        }

        @Override
        public void commit(TableMetadata base, TableMetadata metadata) {
            around.accept(() -> real.commit(base, metadata));
        }

        @Override
        public FileIO io() {
            return real.io();
        }

        @Override
        public EncryptionManager encryption() {
            return real.encryption();
        }

        @Override
        public String metadataFileLocation(String fileName) {
            return real.metadataFileLocation(fileName);
        }

        @Override
        public LocationProvider locationProvider() {
            return real.locationProvider();
        }

        @Override
        public TableOperations temp(TableMetadata uncommitted) {
            return real.temp(uncommitted);
        }

        @Override
        public long newSnapshotId() {
            return real.newSnapshotId();
        }
    }
}
