// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors;

import dev.mastic.core.bookmark.FileItem;
import dev.mastic.core.catalog.AlreadyExistsException;
import dev.mastic.core.catalog.Catalog;
import dev.mastic.core.catalog.Column;
import dev.mastic.core.catalog.Database;
import dev.mastic.core.catalog.Partition;
import dev.mastic.core.catalog.Table;
import dev.mastic.core.catalog.TableChangedException;
import dev.mastic.core.catalog.TableName;
import dev.mastic.core.catalog.TableVersion;
import dev.mastic.core.config.Location;
import dev.mastic.core.failure.EtlException;
import dev.mastic.core.failure.Quantity;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.SparkTypes;
import dev.mastic.core.io.FileListing;
import dev.mastic.core.io.Format;
import dev.mastic.core.io.Match;
import dev.mastic.core.type.Type;
import dev.mastic.core.type.TypeString;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The table of a catalog that a file sink writes the files of, as Glue's sinks with {@code enableUpdateCatalog}: new
 * columns and partitions come into the catalog with the files. A table that nothing has changed is not written.
 *
 * @param location of the table, with a slash at its end
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/update-from-job.html">Updating the schema and adding new
 *     partitions from jobs</a>
 */
record CatalogTable(
        Catalog catalog, TableName name, String location, Files files, List<String> partitionBy, Update update)
        implements Registration {
    private static final Logger LOG = LoggerFactory.getLogger(CatalogTable.class);
    private static final int ATTEMPTS = 5;

    /** What of the catalog a sink may change. */
    enum Update {
        /** Nothing. */
        NONE,
        /** New partitions, where the columns are those of the table. */
        LOG,
        /** Everything: the table comes into being, and takes new columns and partitions. */
        UPDATE_IN_DATABASE
    }

    /** What its files are. */
    record Files(String formatName, Format format, KnownFormats formats) {}

    @Override
    public void check(Map<String, StructType> frames) {
        if (!List.copyOf(frames.keySet()).equals(List.of(""))) {
            throw cannotWrite("a table takes one frame (got " + String.join(", ", frames.keySet()) + ")");
        }
        var columns = columns(frames.get(""));
        columns.forEach(this::refuseChoice);
        var found = catalog.find(name).map(TableVersion::table);
        if (found.isPresent()) {
            check(found.get(), frames.get(""));
        } else if (update != Update.UPDATE_IN_DATABASE) {
            throw cannotWrite("there is none (expected " + FileTableSink.UPDATE_CATALOG.name() + " = true and "
                    + FileTableSink.UPDATE_BEHAVIOR.name() + " = update-in-database, which create it)");
        }
    }

    private void check(Table table, StructType schema) {
        if (table.isIceberg()) {
            throw cannotWrite("it is an Iceberg table (expected format = iceberg)");
        } else if (table.source().isPresent()) {
            throw cannotWrite("its rows are in a database (expected a sink "
                    + table.source().get() + ")");
        }
        var format = Match.of(table).format();
        if (!format.equals(files.formatName())) {
            throw cannotWrite("its files are of another format (got " + files.formatName() + "; expected "
                    + (format.isEmpty() ? "one that the catalog does not say" : format) + ")");
        }
        if (!place(table.storage().location()).equals(location)) {
            throw cannotWrite("it lies elsewhere (got path " + location + "; expected "
                    + table.storage().location() + ")");
        }
        var keys = table.partitionKeys().stream().map(Column::name).toList();
        if (!keys.equals(partitionBy)) {
            throw cannotWrite("partition-by must name its partition keys in their order (got " + partitionBy
                    + "; expected " + keys + ")");
        }
        columns(schema).forEach(column -> refuseOtherType(table.columns(), column));
        keys(schema).forEach(key -> refuseOtherType(table.partitionKeys(), key));
    }

    private void refuseOtherType(List<Column> columns, Column column) {
        find(columns, column.name())
                .filter(known -> !known.type().equals(column.type()))
                .ifPresent(known -> {
                    throw cannotWrite("column '" + column.name() + "' has another type (got "
                            + TypeString.print(column.type()) + "; expected " + TypeString.print(known.type())
                            + " as in the catalog): cast it in a step apply-mapping");
                });
    }

    private void refuseChoice(Column column) {
        if (column.type() instanceof Type.Choice) {
            throw cannotWrite("column '" + column.name() + "' is a choice (got " + TypeString.print(column.type())
                    + "): settle on a type in a step resolve-choice");
        }
    }

    /** {@inheritDoc} When someone else changes the table meanwhile, it is read again. */
    @Override
    public List<String> register(Target target, Manifest manifest) {
        EtlException lost = null;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                return registerOnce(target, manifest);
            } catch (TableChangedException | AlreadyExistsException e) {
                lost = e;
                LOG.debug("Lost a race for {}", name, e);
            }
        }
        throw lost;
    }

    private List<String> registerOnce(Target target, Manifest manifest) {
        var frame = manifest.frames().get(0);
        var schema = (StructType) DataType.fromJson(frame.schema());
        var current = catalog.find(name);
        current.ifPresent(found -> check(found.table(), schema));
        var match = match(target, frame);
        if (current.isEmpty()) {
            if (update != Update.UPDATE_IN_DATABASE) {
                throw cannotWrite("it was dropped meanwhile");
            }
            createDatabase();
            catalog.create(table(schema, match));
        } else {
            var unknown = addColumns(current.get(), schema);
            if (unknown.isPresent()) {
                return List.of(unknown.get());
            }
        }
        return addPartitions(target, frame, match).stream().toList();
    }

    /** Answers what readers of the table do not see; then new partitions must not be added either. */
    private Optional<String> addColumns(TableVersion current, StructType schema) {
        var table = current.table();
        var more = columns(schema).stream()
                .filter(column -> find(table.columns(), column.name()).isEmpty())
                .toList();
        if (update == Update.UPDATE_IN_DATABASE && !more.isEmpty()) {
            var all = new ArrayList<>(table.columns());
            all.addAll(more);
            catalog.update(table.withColumns(all), current.version());
            LOG.info("Added columns {} to table {}", names(more), name);
        } else if (!more.isEmpty()) {
            return noted("table " + name + " has no columns " + names(more)
                    + ": readers of the table see neither them nor new partitions");
        }
        return Optional.empty();
    }

    private static Optional<String> noted(String what) {
        LOG.warn("Written: {}", what);
        return Optional.of(what);
    }

    private Optional<String> addPartitions(Target target, Manifest.Frame frame, Match match) {
        if (partitionBy.isEmpty()) {
            return Optional.empty();
        }
        var written = frame.files().stream()
                .map(file -> PartitionFolders.of(file.path()).values())
                .distinct()
                .toList();
        var known = catalog.partitionsOf(name).findAll(written).stream()
                .collect(Collectors.toMap(
                        Partition::values, partition -> partition.storage().location()));
        var added = partitions(target, frame, match, known);
        if (added.isEmpty()) {
            return Optional.empty();
        } else if (update == Update.NONE) {
            return noted(Quantity.of(added.size(), "partition", "is", "are") + " not in table " + name + " (first: "
                    + added.get(0).values() + "): set " + FileTableSink.UPDATE_CATALOG.name()
                    + " = true, or crawl it");
        }
        catalog.putPartitions(name, added);
        LOG.info("Added {} to table {}", Quantity.of(added.size(), "partition"), name);
        return Optional.empty();
    }

    private List<Partition> partitions(
            Target target, Manifest.Frame frame, Match match, Map<List<String>, String> known) {
        var byValues = new LinkedHashMap<List<String>, Partition>();
        for (var file : frame.files()) {
            var values = PartitionFolders.of(file.path()).values();
            var folder = FileListing.plain(target.child(frame.visible(file)).getParent()) + "/";
            if (known.containsKey(values)) {
                refuseElsewhere(values, folder, known.get(values));
            } else {
                var storage = files.format().hive(match).storage(folder, match);
                byValues.putIfAbsent(values, new Partition(values, storage, match.tableParameters()));
            }
        }
        return List.copyOf(byValues.values());
    }

    /** Readers of the table would look for the rows where the partition is. */
    private void refuseElsewhere(List<String> values, String folder, String known) {
        if (!place(known).equals(folder)) {
            throw cannotWrite("its partition " + values + " lies elsewhere (got rows for " + folder + "; expected "
                    + known + "): write them to that folder, or let the partition lie here");
        }
    }

    private Table table(StructType schema, Match match) {
        var parameters = new TreeMap<>(match.tableParameters());
        parameters.putAll(match.readerParameters());
        var storage = files.format().hive(match).storage(location, match);
        return new Table(name, columns(schema), keys(schema), storage, parameters);
    }

    private void createDatabase() {
        if (catalog.databases().stream().noneMatch(database -> database.name().equals(name.database()))) {
            try {
                catalog.createDatabase(Database.named(name.database()));
            } catch (AlreadyExistsException e) {
                LOG.debug("Someone else has just created database {}", name.database(), e);
            }
        }
    }

    /** What the files are, by their first bytes, as a crawl would see them. */
    private Match match(Target target, Manifest.Frame frame) {
        var items = new ArrayList<FileItem>();
        for (var file : frame.files()) {
            status(target, frame.visible(file))
                    .ifPresent(status -> items.add(new FileItem(
                            FileListing.plain(status.getPath()),
                            status.getLen(),
                            status.getModificationTime(),
                            Optional.empty(),
                            List.of())));
        }
        return files.formats()
                .sniff(files.formatName(), files.format(), items, target.fs().getConf());
    }

    private static Optional<FileStatus> status(Target target, String file) {
        try {
            return target.status(target.child(file));
        } catch (IOException e) {
            throw new EtlException("Cannot look at " + file + ": " + e.getMessage(), e);
        }
    }

    private List<Column> columns(StructType schema) {
        return SparkTypes.fromSpark(schema).fields().stream()
                .filter(field -> !partitionBy.contains(field.name()))
                .map(field -> Column.of(field.name(), field.type()))
                .toList();
    }

    private List<Column> keys(StructType schema) {
        var type = SparkTypes.fromSpark(schema);
        return partitionBy.stream()
                .map(key -> Column.of(key, type.field(key).orElseThrow().type()))
                .toList();
    }

    private static Optional<Column> find(List<Column> columns, String name) {
        return columns.stream()
                .filter(column -> column.name().equalsIgnoreCase(name))
                .findFirst();
    }

    private static List<String> names(List<Column> columns) {
        return columns.stream().map(Column::name).toList();
    }

    /** As the target spells it, whichever face of the catalog has written it. */
    private static String place(String location) {
        return slashed(FileListing.plain(new Path(location)));
    }

    static String slashed(String folder) {
        return folder.endsWith("/") ? folder : Location.child(folder, "");
    }

    private UsageException cannotWrite(String why) {
        return new UsageException("Cannot write to table " + name + ": " + why);
    }
}
