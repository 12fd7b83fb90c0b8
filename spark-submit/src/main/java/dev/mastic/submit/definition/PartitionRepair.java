// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.definition;

import dev.mastic.core.catalog.Column;
import dev.mastic.core.catalog.Page;
import dev.mastic.core.catalog.PageRequest;
import dev.mastic.core.catalog.Partition;
import dev.mastic.core.catalog.PartitionFilter;
import dev.mastic.core.catalog.Partitions;
import dev.mastic.core.catalog.Segment;
import dev.mastic.core.catalog.Storage;
import dev.mastic.core.catalog.Table;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.io.Match;
import dev.mastic.core.io.PartitionListing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;

/**
 * What differs between the partitions that the catalog has of a table and the folders that are there, as Hive's {@code MSCK REPAIR TABLE}.
 *
 * @param unknown of folders that the catalog has no partition of, sorted by their values
 * @param gone partitions that the catalog has and no folder
 * @param others folders that stand where a partition should, and are called otherwise
 * @see <a href="https://cwiki.apache.org/confluence/display/Hive/LanguageManual+DDL">Hive: recover partitions</a>
 */
public record PartitionRepair(List<Partition> unknown, List<Partition> gone, List<String> others) {
    private static final int BATCH = 1000;

    public PartitionRepair {
        unknown = List.copyOf(unknown);
        gone = List.copyOf(gone);
        others = List.copyOf(others);
    }

    /**
     * Lists the folders of a table and compares them with its partitions; changes nothing.
     *
     * @throws UsageException if the table is not one of files with partition keys
     * @throws dev.mastic.core.io.NoSuchPathException if there is nothing at the place of the table
     */
    public static PartitionRepair of(Table table, Partitions partitions, Configuration configuration) {
        refuse(table);
        var keys = table.partitionKeys().stream().map(Column::name).toList();
        var listing = PartitionListing.of(table.storage().location(), keys, configuration);
        Map<List<String>, String> folders = new LinkedHashMap<>();
        listing.folders().forEach(folder -> folders.putIfAbsent(folder.values(), folder.location()));
        var unlisted = new ArrayList<Partition>();
        each(partitions, partition -> {
            if (folders.remove(partition.values()) == null) {
                unlisted.add(partition);
            }
        });
        // one may lie elsewhere, or have come since
        var gone = unlisted.parallelStream()
                .filter(partition ->
                        !PartitionListing.exists(partition.storage().location(), configuration))
                .toList();
        var unknown = folders.entrySet().stream()
                .map(folder -> partition(table, folder.getKey(), folder.getValue()))
                .sorted(Comparator.comparing(partition -> String.join("/", partition.values())))
                .toList();
        return new PartitionRepair(unknown, gone, listing.others());
    }

    private static void refuse(Table table) {
        Optional<String> why = Optional.empty();
        if (table.isIceberg()) {
            why = Optional.of(
                    "it is an Iceberg table, whose metadata know its files (expected a table of plain files)");
        } else if (table.source().isPresent()) {
            why = Optional.of("its rows are in a database (expected a table of plain files)");
        } else if (table.partitionKeys().isEmpty()) {
            why = Optional.of("it has no partition keys, and so no partitions");
        } else if (table.storage().location().isBlank()) {
            why = Optional.of("it has no location: set it by mastic catalog alter " + table.name() + " --location");
        }
        why.ifPresent(reason -> {
            throw new UsageException("Cannot repair table " + table.name() + ": " + reason);
        });
    }

    private interface Each {
        void take(Partition partition);
    }

    private static void each(Partitions partitions, Each each) {
        var request = Optional.of(PageRequest.first(PageRequest.MOST));
        while (request.isPresent()) {
            Page<Partition> page = partitions.page(PartitionFilter.ALL, Segment.ALL, request.get());
            page.items().forEach(each::take);
            request = page.next().map(next -> new PageRequest(PageRequest.MOST, Optional.of(next)));
        }
    }

    /** It is read as the table is. */
    private static Partition partition(Table table, List<String> values, String location) {
        var like = table.storage();
        var storage = new Storage(
                location,
                like.inputFormat(),
                like.outputFormat(),
                like.serde(),
                like.serdeParameters(),
                like.compressed(),
                like.attributes());
        var parameters = new TreeMap<>(Match.of(table).tableParameters());
        if (table.classification().isEmpty()) {
            parameters.clear();
        }
        return new Partition(values, storage, parameters);
    }

    /** Adds what is unknown, batch by batch: a repair that is stopped goes on when it is started again. */
    public void add(Partitions partitions) {
        for (int i = 0; i < unknown.size(); i += BATCH) {
            partitions.create(unknown.subList(i, Math.min(i + BATCH, unknown.size())));
        }
    }

    /** Takes what is gone out of the catalog. */
    public void drop(Partitions partitions) {
        for (int i = 0; i < gone.size(); i += BATCH) {
            partitions.drop(gone.subList(i, Math.min(i + BATCH, gone.size())).stream()
                    .map(Partition::values)
                    .toList());
        }
    }
}
