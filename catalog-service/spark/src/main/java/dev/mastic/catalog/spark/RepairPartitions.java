// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.spark;

import dev.mastic.core.catalog.Column;
import dev.mastic.core.catalog.Partition;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.io.FileListing;
import dev.mastic.core.io.Match;
import dev.mastic.core.io.PartitionFolder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.analysis.ResolvedTable;
import org.apache.spark.sql.connector.iceberg.catalog.Procedure;
import org.apache.spark.sql.connector.iceberg.catalog.ProcedureParameter;
import org.apache.spark.sql.types.StructType;

/**
 * Brings the partitions of a table in line with the folders below its own that are called {@code key=value} for each key in their order:
 * {@code MSCK REPAIR TABLE}. A folder that is a partition's already, under whatever values, is left alone.
 */
record RepairPartitions(PartitionedTable table, boolean adds, boolean drops) implements Procedure {
    /** Empty for tables of others. */
    static Optional<RepairPartitions> of(ResolvedTable resolved, boolean adds, boolean drops) {
        if (!(resolved.table() instanceof FilesTable table)) {
            return Optional.empty();
        } else if (!(table instanceof PartitionedTable partitioned)) {
            throw new UsageException("Cannot repair table " + table.table().name()
                    + ": it has no partitions (expected PARTITIONED BY)");
        }
        return Optional.of(new RepairPartitions((PartitionedTable) resolved.table(), adds, drops));
    }

    @Override
    public ProcedureParameter[] parameters() {
        return new ProcedureParameter[0];
    }

    @Override
    public StructType outputType() {
        return new StructType();
    }

    @Override
    public InternalRow[] call(InternalRow arguments) {
        var known = table.all();
        if (adds) {
            table.partitions().create(missing(known));
        }
        if (drops) {
            table.partitions().drop(gone(known));
        }
        return new InternalRow[0];
    }

    private List<Partition> missing(List<Partition> known) {
        var values = known.stream().map(Partition::values).collect(Collectors.toSet());
        var places = known.stream()
                .map(partition -> plain(partition.storage().location()))
                .collect(Collectors.toCollection(TreeSet::new));
        var missing = new ArrayList<Partition>();
        for (var folder : folders(table.table().storage().location(), List.of())) {
            if (!values.contains(folder.values()) && !places.contains(plain(folder.location()))) {
                var parameters = Match.of(table.table()).tableParameters();
                missing.add(table.partition(folder.values(), folder.location(), parameters));
            }
        }
        return missing;
    }

    private List<List<String>> gone(List<Partition> known) {
        var there = folders(table.table().storage().location(), List.of()).stream()
                .map(folder -> plain(folder.location()))
                .collect(Collectors.toSet());
        var root = plain(table.table().storage().location());
        return known.stream()
                .filter(partition -> {
                    var place = plain(partition.storage().location());
                    return place.startsWith(root) && !there.contains(place) && !exists(place);
                })
                .map(Partition::values)
                .toList();
    }

    private boolean exists(String place) {
        return !Folders.list(place, table.open().hadoop()).isEmpty();
    }

    private record Folder(String location, List<String> values) {}

    /** The folders of the last key below a folder of the keys before. */
    private List<Folder> folders(String location, List<String> above) {
        var keys = table.table().partitionKeys().stream().map(Column::name).toList();
        var found = new ArrayList<Folder>();
        for (var status : Folders.list(location, table.open().hadoop())) {
            var folder = PartitionFolder.of(status.getPath().getName());
            if (status.isDirectory() && folder.key().equalsIgnoreCase(keys.get(above.size()))) {
                var values = new ArrayList<>(above);
                values.add(folder.value());
                var place = FileListing.plain(status.getPath()) + "/";
                if (values.size() == keys.size()) {
                    found.add(new Folder(place, values));
                } else {
                    found.addAll(folders(place, values));
                }
            }
        }
        return found;
    }

    private static String plain(String location) {
        var plain = FileListing.plain(new Path(location));
        return plain.endsWith("/") ? plain : plain + "/";
    }
}
