// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.glue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mastic.catalog.AccessDeniedException;
import dev.mastic.core.catalog.Attributes;
import dev.mastic.core.catalog.Catalog;
import dev.mastic.core.catalog.KeptDatabase;
import dev.mastic.core.catalog.TableName;
import dev.mastic.core.catalog.TableVersion;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Where databases and tables that are links lead to. A link leads one step; what it leads to may be gone, or hidden from the caller: then it
 * is shown as it is.
 *
 * @see <a href="https://docs.aws.amazon.com/lake-formation/latest/dg/resource-links-glue-apis.html">Resource link handling in Glue's API</a>
 */
record ResourceLinks(Catalog catalog) {
    private static final String DATABASE = "TargetDatabase";
    private static final String TABLE = "TargetTable";

    /** The database that a link leads to; empty if this is none, or that is not to be had. */
    Optional<KeptDatabase> target(KeptDatabase database) {
        return name(database.database().attributes(), DATABASE, "DatabaseName")
                .flatMap(name -> seen(() -> catalog.findDatabase(name)));
    }

    /** What a database is called in truth. */
    String trueName(String database) {
        var folded = Names.fold(database);
        return catalog.findDatabase(folded)
                .flatMap(this::target)
                .map(target -> target.database().name())
                .orElse(folded);
    }

    /** The table that a link leads to; empty if this is none, or that is not to be had. */
    Optional<TableVersion> target(TableVersion table) {
        var attributes = table.table().attributes();
        return name(attributes, TABLE, "DatabaseName")
                .flatMap(database ->
                        name(attributes, TABLE, "Name").map(name -> new TableName(trueName(database), name)))
                .flatMap(name -> seen(() -> catalog.find(name)));
    }

    private static Optional<String> name(Attributes attributes, String link, String member) {
        return attributes
                .find(link)
                .map(target -> target.path(member))
                .filter(JsonNode::isTextual)
                .map(name -> Names.fold(name.asText()));
    }

    private static <T> Optional<T> seen(Supplier<Optional<T>> find) {
        try {
            return find.get();
        } catch (AccessDeniedException e) {
            // Not swallowed: as in Glue, whoever may not see the target sees the link.
            return Optional.empty();
        }
    }
}
