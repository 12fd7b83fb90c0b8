// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.spark;

import dev.mastic.core.catalog.Page;
import dev.mastic.core.catalog.PageRequest;
import dev.mastic.core.catalog.Partition;
import dev.mastic.core.catalog.PartitionFilter;
import dev.mastic.core.catalog.PartitionValueException;
import dev.mastic.core.catalog.Partitions;
import dev.mastic.core.catalog.Segment;
import dev.mastic.core.catalog.Storage;
import dev.mastic.core.catalog.TableVersion;
import dev.mastic.core.failure.EtlException;
import dev.mastic.core.failure.UsageException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.analysis.NoSuchPartitionException;
import org.apache.spark.sql.catalyst.analysis.PartitionsAlreadyExistException;
import org.apache.spark.sql.connector.catalog.SupportsAtomicPartitionManagement;
import org.apache.spark.sql.types.StructType;

/**
 * A table of files with partition keys. Partitions are rows of the catalog: to add, drop or rename them moves no files; each call is one
 * transaction.
 */
final class PartitionedTable extends FilesTable implements SupportsAtomicPartitionManagement {
    private static final String LOCATION = "location";
    private final PartitionValues values;

    PartitionedTable(OpenCatalog open, TableVersion row) {
        super(open, row);
        this.values = new PartitionValues(row.table().partitionKeys());
    }

    PartitionValues values() {
        return values;
    }

    @Override
    public StructType partitionSchema() {
        return values.schema();
    }

    /** Adds partitions, each at the place that is given, else in its folder below the table's, which is made. */
    @Override
    public void createPartitions(InternalRow[] rows, Map<String, String>[] properties)
            throws PartitionsAlreadyExistException {
        var added = new ArrayList<Partition>();
        for (int i = 0; i < rows.length; i++) {
            var texts = values.texts(rows[i]);
            if (partitions().find(texts).isPresent()) {
                throw new PartitionsAlreadyExistException(name(), rows[i], partitionSchema());
            }
            var parameters = new TreeMap<>(properties[i]);
            var location = parameters.remove(LOCATION);
            added.add(partition(texts, location == null ? folder(texts) : location, parameters));
        }
        added.forEach(partition -> makeFolder(partition.storage().location()));
        partitions().create(added);
    }

    /** The folder that belongs to a partition's values. */
    String folder(List<String> texts) {
        var root = table().storage().location();
        return (root.endsWith("/") ? root : root + "/") + values.folder(texts);
    }

    Partition partition(List<String> texts, String location, Map<String, String> parameters) {
        var of = table().storage();
        var storage = new Storage(
                Folders.place(location),
                of.inputFormat(),
                of.outputFormat(),
                of.serde(),
                of.serdeParameters(),
                of.compressed());
        return new Partition(texts, storage, parameters);
    }

    private void makeFolder(String location) {
        try {
            var path = new Path(location);
            path.getFileSystem(open().hadoop()).mkdirs(path);
        } catch (IOException e) {
            throw new EtlException("Cannot make the folder of a partition at " + location + ": " + e.getMessage(), e);
        }
    }

    /** Takes partitions out of the catalog; their files stay. */
    @Override
    public boolean dropPartitions(InternalRow[] rows) {
        partitions().drop(Arrays.stream(rows).map(values::texts).toList());
        return true;
    }

    /** The same, and removes their files. */
    @Override
    public boolean purgePartitions(InternalRow[] rows) {
        var gone = partitions().findAll(Arrays.stream(rows).map(values::texts).toList());
        dropPartitions(rows);
        gone.forEach(partition -> Folders.remove(partition.storage().location(), open().hadoop()));
        return true;
    }

    /** Gives a partition other values; its files stay where they are. */
    @Override
    public boolean renamePartition(InternalRow from, InternalRow to) throws NoSuchPartitionException {
        var old = find(from);
        var renamed = new Partition(values.texts(to), old.storage(), old.parameters(), old.attributes());
        partitions().replace(old.values(), renamed);
        return true;
    }

    @Override
    public boolean truncatePartitions(InternalRow[] rows) throws NoSuchPartitionException {
        var partitions = new ArrayList<Partition>();
        for (var row : rows) {
            partitions.add(find(row));
        }
        insert(new Replaced.Partitions(partitions)).nothing();
        return true;
    }

    @Override
    public Map<String, String> loadPartitionMetadata(InternalRow row) {
        try {
            var found = find(row);
            var properties = new TreeMap<>(found.parameters());
            properties.put(LOCATION, found.storage().location());
            return properties;
        } catch (NoSuchPartitionException e) {
            throw new UsageException(e.getMessage(), e);
        }
    }

    /** Refused: nothing in Spark's SQL asks for it. */
    @Override
    public void replacePartitionMetadata(InternalRow row, Map<String, String> properties) {
        throw new UnsupportedOperationException("Cannot change partition " + values.named(values.texts(row)) + " of "
                + table().name() + ": drop it and add it again");
    }

    @Override
    public InternalRow[] listPartitionIdentifiers(String[] names, InternalRow wanted) {
        var schema = partitionSchema();
        var values = new TreeMap<String, Object>();
        for (int i = 0; i < names.length; i++) {
            var type = schema.fields()[schema.fieldIndex(names[i])].dataType();
            values.put(names[i].toLowerCase(Locale.ROOT), wanted.get(i, type));
        }
        var known = names.length == schema.length()
                ? partitions().find(this.values.texts(wanted)).stream()
                : having(values).stream();
        return known.map(partition -> this.values.row(partition.values())).toArray(InternalRow[]::new);
    }

    /**
     * Those whose keys have these values.
     *
     * @param wanted by names in lower case, as Spark has them inside
     */
    List<Partition> having(Map<String, Object> wanted) {
        return among(new KeyFilter(table().partitionKeys()).equal(wanted)).stream()
                .filter(partition -> has(partition, wanted))
                .toList();
    }

    private boolean has(Partition partition, Map<String, Object> wanted) {
        var row = values.row(partition.values());
        var fields = partitionSchema().fields();
        return IntStream.range(0, fields.length).allMatch(i -> {
            var type = fields[i].dataType();
            var name = fields[i].name().toLowerCase(Locale.ROOT);
            return !wanted.containsKey(name)
                    || PartitionValues.text(row.get(i, type), type)
                            .equals(PartitionValues.text(wanted.get(name), type));
        });
    }

    /** Those that a filter lets through; all where it does not read a value as Spark does. */
    List<Partition> among(PartitionFilter filter) {
        try {
            return Page.all(PageRequest.MOST, page -> partitions().page(filter, Segment.ALL, page));
        } catch (PartitionValueException e) {
            return Page.all(PageRequest.MOST, page -> partitions().page(PartitionFilter.ALL, Segment.ALL, page));
        }
    }

    /** Hands out all partitions; only some of them are in memory at once. */
    void each(Consumer<Partition> consumer) {
        Page.each(PageRequest.MOST, page -> partitions().page(PartitionFilter.ALL, Segment.ALL, page), consumer);
    }

    /** All partitions, sorted by their values. */
    List<Partition> all() {
        return open().catalog().partitions(table().name());
    }

    Partitions partitions() {
        return open().catalog().partitionsOf(table().name());
    }

    private Partition find(InternalRow row) throws NoSuchPartitionException {
        return partitions()
                .find(values.texts(row))
                .orElseThrow(() -> new NoSuchPartitionException(name(), row, partitionSchema()));
    }
}
