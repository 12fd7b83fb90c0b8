// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.glue;

import dev.mastic.catalog.server.wire.Json;
import dev.mastic.core.catalog.Attributes;
import dev.mastic.core.catalog.KeptDatabase;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.glue.model.Database;
import software.amazon.awssdk.services.glue.model.DatabaseInput;

/** Databases between Glue's shape and the catalog's record; what no part of Mastic acts on is kept as it was said. */
final class Databases {
    private Databases() {}

    static dev.mastic.core.catalog.Database read(DatabaseInput input) {
        var rest = Json.tree(input);
        rest.remove(List.of("Name", "Description", "LocationUri", "Parameters"));
        return new dev.mastic.core.catalog.Database(
                Names.fold(input.name()),
                Optional.ofNullable(input.description()),
                Optional.ofNullable(input.locationUri()),
                input.parameters(),
                Attributes.of(rest));
    }

    static Database write(KeptDatabase kept) {
        var database = kept.database();
        return Json.fill(database.attributes().object(), Database.builder())
                .name(database.name())
                .description(database.description().orElse(null))
                .locationUri(database.location().orElse(null))
                .parameters(database.parameters())
                .createTime(kept.created())
                .catalogId(Tables.CATALOG_ID)
                .build();
    }

    /** A link as it is shown to those who may see what it leads to. */
    static Database writeLink(KeptDatabase link, KeptDatabase target) {
        var shown = write(link);
        return write(target).toBuilder()
                .name(shown.name())
                .targetDatabase(shown.targetDatabase())
                .build();
    }

    static Database writeName(KeptDatabase kept) {
        return Database.builder()
                .name(kept.database().name())
                .catalogId(Tables.CATALOG_ID)
                .build();
    }
}
