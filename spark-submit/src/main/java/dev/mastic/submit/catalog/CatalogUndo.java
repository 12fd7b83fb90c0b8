// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.catalog;

import dev.mastic.core.catalog.Catalog;
import dev.mastic.core.catalog.PageRequest;
import dev.mastic.core.catalog.TableName;
import dev.mastic.core.catalog.TableVersion;
import dev.mastic.core.failure.UsageException;
import dev.mastic.submit.definition.Definition;
import dev.mastic.submit.verb.Workspace;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Brings an earlier definition of a table back. */
@Command(
        name = "undo",
        description = "Bring an earlier definition of a table back, as a new version. Partitions stay as they are.")
final class CatalogUndo extends CatalogChange {
    private static final int SHOWN = 20;

    @Parameters(paramLabel = "TABLE", description = "database.table")
    private String name;

    @Option(names = "--to", paramLabel = "N", description = "The version. Default: the one before the newest.")
    private Long to;

    @Override
    Prepared prepare(Workspace workspace, Catalog catalog) {
        var current = catalog.get(TableName.parse(name));
        var earlier = earlier(catalog, current);
        if (current.table().isIceberg() || earlier.table().isIceberg()) {
            throw new UsageException(
                    "Cannot undo a change of table " + name + ": it is an Iceberg table, whose versions"
                            + " are its snapshots (expected CALL system.rollback_to_snapshot in Spark SQL)");
        }
        return new Prepared(
                new Named("table", name),
                "brought back to version " + earlier.version(),
                Definition.between(current.table(), earlier.table()),
                () -> OptionalLong.of(
                        catalog.update(earlier.table(), current.version()).version()));
    }

    private TableVersion earlier(Catalog catalog, TableVersion current) {
        if (to != null) {
            return catalog.findVersion(current.table().name(), to)
                    .orElseThrow(() -> cannot("version " + to + " is not kept (has: " + kept(catalog, current) + ")"));
        }
        return catalog.versions(current.table().name(), PageRequest.first(2)).items().stream()
                .filter(version -> version.version() < current.version())
                .findFirst()
                .orElseThrow(() -> cannot("there is no earlier version of it"));
    }

    private static String kept(Catalog catalog, TableVersion current) {
        return catalog.versions(current.table().name(), PageRequest.first(SHOWN)).items().stream()
                .map(version -> String.valueOf(version.version()))
                .collect(Collectors.joining(", "));
    }

    private UsageException cannot(String why) {
        return new UsageException("Cannot undo a change of table " + name + ": " + why);
    }
}
