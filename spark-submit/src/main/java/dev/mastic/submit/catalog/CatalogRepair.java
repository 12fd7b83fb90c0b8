// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.catalog;

import dev.mastic.core.catalog.Catalog;
import dev.mastic.core.catalog.Partition;
import dev.mastic.core.catalog.TableName;
import dev.mastic.core.failure.Quantity;
import dev.mastic.submit.definition.Difference;
import dev.mastic.submit.definition.PartitionRepair;
import dev.mastic.submit.verb.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Brings the partitions of a table in line with its folders. */
@Command(
        name = "repair",
        description = "Add the partitions whose folders (key=value) are there and which the catalog does not know, as"
                + " MSCK REPAIR TABLE does.")
final class CatalogRepair extends CatalogChange {
    private static final int SHOWN = 5;

    @Parameters(paramLabel = "TABLE", description = "database.table")
    private String name;

    @Option(names = "--drop", description = "Also take partitions out of the catalog whose folders are gone.")
    private boolean drop;

    @Override
    Prepared prepare(Workspace workspace, Catalog catalog) {
        var table = catalog.get(TableName.parse(name)).table();
        var partitions = catalog.partitionsOf(table.name());
        var repair = PartitionRepair.of(table, partitions, workspace.parts().the(Configuration.class));
        var added = repair.unknown().stream()
                .map(each -> new Difference(what(each), "", each.storage().location()));
        var gone = repair.gone().stream()
                .map(each -> new Difference(what(each), each.storage().location(), ""));
        return new Prepared(
                new Named("table", name),
                "repaired",
                (drop ? Stream.concat(added, gone) : added).toList(),
                () -> {
                    repair.add(partitions);
                    if (drop) {
                        repair.drop(partitions);
                    }
                    return OptionalLong.empty();
                },
                notes(repair));
    }

    private List<String> notes(PartitionRepair repair) {
        var notes = new ArrayList<String>();
        if (!repair.gone().isEmpty() && !drop) {
            notes.add(Quantity.of(repair.gone().size(), "partition", "has", "have")
                    + " no folder any more (first: " + what(repair.gone().get(0)) + "): --drop takes them out of the"
                    + " catalog");
        }
        if (!repair.others().isEmpty()) {
            var some = repair.others().stream().sorted().limit(SHOWN).toList();
            notes.add(Quantity.of(repair.others().size(), "folder", "is", "are") + " not called as a partition of"
                    + " the table, and passed over: " + String.join(", ", some)
                    + (repair.others().size() > SHOWN ? ", …" : ""));
        }
        return notes;
    }

    private static String what(Partition partition) {
        return "partition " + partition.values();
    }
}
