// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.catalog.MasticIcebergCatalog;
import dev.mastic.catalog.RelationalCatalog;
import dev.mastic.database.RelationalStore;
import dev.mastic.submit.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.Schema;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A catalog whose database is gone comes back from the metadata of its tables. */
class CatalogRebuildTest {
    @TempDir
    private Path folder;

    private Shell shell;

    @BeforeEach
    void open() {
        shell = new Shell(folder);
        try (var store = RelationalStore.open(shell.file("state.db").toString())) {
            var iceberg = new MasticIcebergCatalog(new RelationalCatalog(store), warehouse(), new Configuration());
            iceberg.createNamespace(Namespace.of("sales"));
            iceberg.createTable(
                    TableIdentifier.of("sales", "orders"),
                    new Schema(
                            NestedField.required(1, "id", Types.LongType.get()),
                            NestedField.optional(2, "name", Types.StringType.get())));
        }
    }

    private String warehouse() {
        return shell.file("warehouse").toString();
    }

    private Shell.Ended rebuild(String... more) {
        var all = new ArrayList<>(List.of("catalog", "rebuild", "--from-metadata", warehouse()));
        all.addAll(List.of(more));
        return shell.mastic(all.toArray(String[]::new));
    }

    @Test
    void bringsALostDatabaseBack() throws IOException {
        Files.delete(shell.file("state.db"));
        var rehearsed = rebuild("--dry-run", "--output", "json").succeeded().document();
        assertThat(rehearsed.path("applied").asBoolean()).isFalse();
        assertThat(rehearsed.path("tables").path(0).path("outcome").asText()).isEqualTo("created");
        shell.mastic("catalog", "show", "sales.orders").failed(2, "No such table");

        var made = rebuild("--output", "json").succeeded().document();
        assertThat(made.path("applied").asBoolean()).isTrue();
        assertThat(made.path("tables").path(0).path("name").asText()).isEqualTo("sales.orders");
        var table = shell.mastic("catalog", "show", "sales.orders", "--output", "json")
                .succeeded()
                .document();
        assertThat(table.path("format").asText()).isEqualTo("iceberg");
        assertThat(table.path("columns").path(1).path("name").asText()).isEqualTo("name");
        assertThat(rebuild().succeeded().out()).contains("unchanged");
    }

    @Test
    void saysWhatItLeavesOut() {
        shell.mastic("catalog", "drop", "sales.orders").succeeded();
        shell.mastic(
                        "catalog",
                        "create",
                        "sales.orders",
                        "--columns",
                        "id int",
                        "--format",
                        "json",
                        "--location",
                        "/else")
                .succeeded();
        var ended = rebuild();
        assertThat(ended.exitCode()).isEqualTo(6);
        assertThat(ended.out()).contains("skipped").contains("the catalog has another table of the name sales.orders");
    }

    @Test
    void refusesWrongCalls() {
        shell.mastic("catalog", "rebuild").failed(2, "--from-metadata");
        shell.mastic(
                        "catalog",
                        "rebuild",
                        "--from-metadata",
                        shell.file("nowhere").toString())
                .failed(2, "Cannot rebuild from", "there is no such folder");
    }
}
