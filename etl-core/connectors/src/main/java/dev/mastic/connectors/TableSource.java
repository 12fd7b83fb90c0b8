// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors;

import dev.mastic.connectors.jdbc.JdbcSource;
import dev.mastic.core.bookmark.Bounds;
import dev.mastic.core.bookmark.Digest;
import dev.mastic.core.bookmark.FileItem;
import dev.mastic.core.bookmark.Items;
import dev.mastic.core.bookmark.Slice;
import dev.mastic.core.catalog.Catalog;
import dev.mastic.core.catalog.Column;
import dev.mastic.core.catalog.Table;
import dev.mastic.core.catalog.TableName;
import dev.mastic.core.config.Setting;
import dev.mastic.core.config.Settings;
import dev.mastic.core.config.SettingsSpec;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.FrameContext;
import dev.mastic.core.frame.LazySpark;
import dev.mastic.core.io.ChangedFiles;
import dev.mastic.core.io.FileScan;
import dev.mastic.core.io.Format;
import dev.mastic.core.io.HadoopPart;
import dev.mastic.core.io.Match;
import dev.mastic.core.io.Source;
import dev.mastic.core.io.TableFiles;
import dev.mastic.core.plugin.Factory;
import dev.mastic.core.plugin.Parts;
import dev.mastic.core.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.conf.Configuration;

/**
 * Reads a table that the catalog knows: of Iceberg, by its snapshots; of a database, by the source that the table's parameters name; of
 * files: as Glue, the partitions that stand in the
 * catalog, and no others. A new partition comes in by a crawl. Fields that are no columns of the table are passed over, unless
 * {@code schema-change} says otherwise.
 */
public final class TableSource implements Source {
    private final TableName name;
    private final Catalog catalog;
    private final KnownFormats formats;
    private final Configuration configuration;
    private final SchemaDrift drift;
    private final FileRules rules;
    private final Snapshots snapshots;
    private final Elsewhere elsewhere;
    // the same slice is asked for its shape at plan time and when it is read
    private final Map<Known, PathColumns.Found> evolved = new ConcurrentHashMap<>();

    private record Known(Digest slice, Type.Struct columns) {}

    /** What a job says of a table: of one of files, and of an Iceberg table. */
    private record Ways(SchemaDrift drift, FileRules rules, Snapshots snapshots, Elsewhere elsewhere) {}

    /** Tables whose rows another source reads, with its settings among the parameters of the table. */
    private record Elsewhere(TableName name, Settings settings, Parts parts) {
        Source of(Table table, String kind) {
            var owner = "table " + name;
            var place = new TreeMap<String, String>();
            table.parameters().forEach((key, value) -> {
                if (key.startsWith(Table.SOURCE_PREFIX)) {
                    place.put(key.substring(Table.SOURCE_PREFIX.length()), value);
                }
            });
            var spec = parts.registry().get(Source.class, kind).settings();
            return parts.create(Source.class, kind, spec.of(owner, settings, place));
        }

        void refuseSettings() {
            JdbcSource.Plugin.READING.stream()
                    .filter(settings::isWritten)
                    .findFirst()
                    .ifPresent(setting -> {
                        throw new UsageException("Cannot read table " + name + ": setting " + setting.name()
                                + " is for tables of databases (expected none at " + settings.origin(setting) + ")");
                    });
        }
    }

    /** The reader comes by the registry when it is needed, for Iceberg may not be on the class path. */
    private record Snapshots(Settings settings, Parts parts) {
        SnapshotReader reader() {
            return parts.create(SnapshotReader.class, "iceberg", settings);
        }
    }

    private TableSource(TableName name, Catalog catalog, KnownFormats formats, Configuration configuration, Ways ways) {
        this.name = name;
        this.catalog = catalog;
        this.formats = formats;
        this.configuration = configuration;
        this.drift = ways.drift();
        this.rules = ways.rules();
        this.snapshots = ways.snapshots();
        this.elsewhere = ways.elsewhere();
    }

    @Override
    public Slice slice(String source, Bounds bounds) {
        var table = table();
        if (table.source().isPresent()) {
            refuseRulesOfFiles("its rows are read from a database, not from files");
            SnapshotReader.refuseForOthers(name, snapshots.settings());
            return elsewhere(table).slice(source, bounds);
        }
        elsewhere.refuseSettings();
        if (table.isIceberg()) {
            refuseRulesOfFiles("its snapshots are read, not its files");
            var metadata = table.parameters().getOrDefault(Table.METADATA_LOCATION, "");
            return iceberg().slice(source, metadata, bounds);
        }
        SnapshotReader.refuseForOthers(name, snapshots.settings());
        var excluded = table.excluded();
        var unread = new Unread(Unread.seen(source, bounds), file -> excluded.match(file.path()));
        var files = new TableFiles(table, configuration);
        var listed = table.partitionKeys().isEmpty() ? files.all(unread) : files.of(catalog.partitions(name), unread);
        return new FileSelection(source, listed, rules).within(bounds);
    }

    @Override
    public List<FileItem> changed(Slice slice) {
        return slice.items() instanceof Items.Files files
                ? ChangedFiles.among(files.files(), configuration)
                : List.of();
    }

    @Override
    public Type.Struct shape(Slice slice) {
        if (slice.items() instanceof Items.Snapshots) {
            return iceberg().shape(slice);
        }
        var table = table();
        if (slice.items() instanceof Items.Rows) {
            return elsewhere(table).shape(slice);
        }
        return drift.change().isEmpty()
                ? table.rowType()
                : scan(slice, table, format(table)).shape();
    }

    @Override
    public DynamicFrame read(LazySpark spark, Slice slice, FrameContext context) {
        if (slice.items() instanceof Items.Snapshots) {
            return iceberg().read(spark, slice, context);
        }
        var table = table();
        if (slice.items() instanceof Items.Rows) {
            return elsewhere(table).read(spark, slice, context);
        }
        var format = format(table);
        return format.read(spark, scan(slice, table, format), context);
    }

    private Format format(Table table) {
        var match = Match.of(table);
        if (match.format().isEmpty()) {
            throw cannotRead("the catalog does not say its format (expected the table parameter '"
                    + Table.CLASSIFICATION + "'): crawl it again");
        }
        var format = formats.get(match.format(), "read table " + name);
        drift.check(format, match.format(), "read table " + name);
        return format;
    }

    private FileScan scan(Slice slice, Table table, Format format) {
        var files = ((Items.Files) slice.items()).files();
        var partitionType = new Type.Struct(table.partitionKeys().stream()
                .map(key -> new Type.Field(key.name(), key.type()))
                .toList());
        var fileType = drift.addsColumns() ? evolved(slice, files, table, format) : table.fileType();
        return new FileScan(slice.source(), files, Match.of(table), fileType, partitionType, drift.others());
    }

    /** The columns of the catalog, and those that are in the files of the slice beside them. */
    private Type.Struct evolved(Slice slice, List<FileItem> files, Table table, Format format) {
        var keys = table.partitionKeys().stream().map(Column::name).toList();
        return evolved.computeIfAbsent(new Known(slice.digest(), table.rowType()), known -> new PathColumns(
                                Optional.of(table.fileType()), PathColumns.Infer.SAMPLE, true, configuration)
                        .of(files, format, Match.of(table), keys))
                .fileType();
    }

    private Table table() {
        return catalog.get(name).table();
    }

    private void refuseRulesOfFiles(String why) {
        if (!rules.equals(FileRules.NONE)) {
            throw cannotRead(why + " (expected none of " + FileRules.names() + ")");
        }
    }

    private Source elsewhere(Table table) {
        if (drift.change().isPresent()) {
            throw cannotRead("the database says what its columns are (expected no schema-change)");
        }
        var kind = table.source()
                .orElseThrow(() -> cannotRead("it has become a table of files since the run was planned"));
        return elsewhere.of(table, kind);
    }

    /** Settings of the other kind are refused, so that none does nothing. */
    private SnapshotReader iceberg() {
        if (drift.change().isPresent()) {
            throw cannotRead("an Iceberg table says itself what its columns are (expected no schema-change)");
        }
        return snapshots.reader();
    }

    private UsageException cannotRead(String why) {
        return new UsageException("Cannot read table " + name + ": " + why);
    }

    /** Makes table sources: the name {@code table}. */
    public static final class Plugin implements Factory<Source> {
        private static final Setting<TableName> TABLE = Setting.of("table", (value, base) -> {
                    try {
                        return TableName.parse(String.valueOf(value.unwrapped()));
                    } catch (UsageException e) {
                        throw new IllegalArgumentException("database.table", e);
                    }
                })
                .required()
                .doc("The table in the catalog, as database.table.");

        @Override
        public Class<Source> kind() {
            return Source.class;
        }

        @Override
        public String name() {
            return "table";
        }

        @Override
        public SettingsSpec settings() {
            var all = new ArrayList<Setting<?>>(List.of(TABLE, SchemaDrift.SCHEMA_CHANGE, SchemaDrift.RESCUED_COLUMN));
            all.addAll(FileRules.SETTINGS);
            all.addAll(List.of(SnapshotReader.CHANGES, SnapshotReader.EXPIRED));
            all.addAll(JdbcSource.Plugin.READING);
            return SettingsSpec.of(all.toArray(Setting[]::new));
        }

        @Override
        public TableSource create(Settings settings, Parts parts) {
            return new TableSource(
                    settings.get(TABLE),
                    parts.the(Catalog.class),
                    new KnownFormats(parts),
                    HadoopPart.configuration(parts),
                    new Ways(
                            SchemaDrift.of(settings),
                            FileRules.of(settings),
                            new Snapshots(settings, parts),
                            new Elsewhere(settings.get(TABLE), settings, parts)));
        }
    }
}
