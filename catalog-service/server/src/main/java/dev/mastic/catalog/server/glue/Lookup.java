// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.glue;

import dev.mastic.catalog.server.wire.AwsError;
import dev.mastic.core.catalog.Catalog;
import dev.mastic.core.catalog.KeptDatabase;
import dev.mastic.core.catalog.Partitions;
import dev.mastic.core.catalog.TableName;
import dev.mastic.core.catalog.TableVersion;
import java.util.List;

/** Finds what requests name, or says in AWS's words that it is not there. */
record Lookup(Catalog catalog) {
    KeptDatabase database(String name) {
        return catalog.findDatabase(Names.fold(name)).orElseThrow(() -> noDatabase(name));
    }

    /** The table of a name; where the database or the table is a link, the one that it leads to. */
    TableVersion table(String database, String table) {
        var named = named(database, table);
        return links().target(named).orElse(named);
    }

    /** The table of a name, which may be a link; where the database is a link, of the one that it leads to. */
    TableVersion named(String database, String table) {
        var own = Names.table(database, table);
        return catalog.find(own)
                .or(() -> catalog.find(new TableName(links().trueName(database), own.table())))
                .orElseThrow(() -> missing(own));
    }

    ResourceLinks links() {
        return new ResourceLinks(catalog);
    }

    Partitions partitions(String database, String table) {
        return catalog.partitionsOf(table(database, table).table().name());
    }

    /** A table that is not there: because its database is not, or itself. */
    AwsError missing(TableName name) {
        return catalog.findDatabase(name.database()).isEmpty()
                ? noDatabase(name.database())
                : AwsError.entityNotFound("Table " + name.table() + " not found.");
    }

    static AwsError noDatabase(String name) {
        return AwsError.entityNotFound("Database " + Names.fold(name) + " not found.");
    }

    /** Values must be as many as the table has keys. */
    static void requireFit(TableVersion table, List<String> values) {
        int keys = table.table().partitionKeys().size();
        if (values.size() != keys) {
            throw AwsError.invalidInput("The number of partition keys do not match the number of partition values (got "
                    + values.size() + " values; the table has " + keys + " keys)");
        }
    }

    /** Refuses by name what would change the meaning of a request. */
    static void refuse(String member, Object value) {
        if (value != null) {
            throw AwsError.invalidInput(member + " is not offered by this server: leave it out");
        }
    }
}
