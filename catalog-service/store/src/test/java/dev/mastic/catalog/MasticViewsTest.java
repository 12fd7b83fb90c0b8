// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.catalog.Column;
import dev.mastic.core.catalog.Storage;
import dev.mastic.core.catalog.TableName;
import dev.mastic.core.type.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.Schema;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.NamespaceNotEmptyException;
import org.apache.iceberg.exceptions.NoSuchNamespaceException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.exceptions.NoSuchViewException;
import org.apache.iceberg.hadoop.HadoopFileIO;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;
import org.apache.iceberg.view.BaseView;
import org.apache.iceberg.view.SQLViewRepresentation;
import org.apache.iceberg.view.View;
import org.apache.iceberg.view.ViewMetadata;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MasticViewsTest {
    private static final Namespace SALES = Namespace.of("sales");
    private static final TableIdentifier RECENT = TableIdentifier.of(SALES, "recent");
    private static final TableIdentifier ORDERS = TableIdentifier.of(SALES, "orders");
    private static final TableName ROW = TableName.parse("sales.recent");
    private static final Schema SCHEMA = new Schema(NestedField.optional(1, "id", Types.LongType.get()));
    private static final String SQL = "select id from sales.orders";

    @TempDir
    Path dir;

    private Stores stores;
    private RelationalCatalog rows;
    private MasticIcebergCatalog iceberg;

    @BeforeEach
    void start() {
        stores = Stores.inFile(dir);
        rows = new RelationalCatalog(stores.open());
        iceberg = new MasticIcebergCatalog(
                rows,
                dir + "/warehouse",
                new HadoopFileIO(new Configuration()),
                Map.of("view-default.a", "1", "view-override.b", "2", "table-default.c", "3", "table-override.d", "4"));
        iceberg.createNamespace(SALES);
    }

    @AfterEach
    void end() {
        stores.close();
    }

    @Test
    void showsANewViewAsARowThatIsNoTable() {
        create();
        var row = rows.get(ROW).table();
        assertThat(row.isIcebergView()).isTrue();
        assertThat(row.isIceberg()).isFalse();
        assertThat(row.isOfFiles()).isFalse();
        assertThat(row.columns()).extracting(Column::name).containsExactly("id");
        assertThat(row.attributes().object().path("TableType").asText()).isEqualTo("VIRTUAL_VIEW");
        assertThat(row.attributes().object().path("ViewOriginalText").asText()).isEqualTo(SQL);
        assertThat(row.attributes().object().path("ViewExpandedText").asText()).isEqualTo(SQL);
        assertThat(row.parameters()).containsEntry("k", "v").containsKey("metadata_location");
    }

    @Test
    void listsViewsAndTablesApart() {
        create();
        iceberg.createTable(ORDERS, SCHEMA);
        assertThat(iceberg.listViews(SALES)).containsExactly(RECENT);
        assertThat(iceberg.listTables(SALES)).containsExactly(ORDERS);
        assertThat(iceberg.tableExists(RECENT)).isFalse();
        assertThat(iceberg.viewExists(ORDERS)).isFalse();
        assertThatThrownBy(() -> iceberg.listViews(Namespace.of("none"))).isInstanceOf(NoSuchNamespaceException.class);
    }

    @Test
    void replacesAViewAndKeepsItsVersions() {
        create();
        builder().withQuery("spark", "select 1 as id").replace();
        var loaded = iceberg.loadView(RECENT);
        assertThat(sql(loaded)).isEqualTo("select 1 as id");
        assertThat(loaded.versions()).hasSize(2);
        var row = rows.get(ROW);
        assertThat(row.version()).isEqualTo(2);
        assertThat(row.table().parameters()).containsKey("previous_metadata_location");
    }

    @Test
    void refusesACommitFromAnOldPointer() {
        create();
        var operations = ((BaseView) iceberg.loadView(RECENT)).operations();
        var old = operations.current();
        builder().withQuery("spark", "select 1 as id").replace();
        var files = metadataFiles();
        assertThatThrownBy(() -> operations.commit(
                        old,
                        ViewMetadata.buildFrom(old)
                                .setProperties(Map.of("a", "b"))
                                .build()))
                .isInstanceOf(CommitFailedException.class);
        assertThat(metadataFiles()).isEqualTo(files);
    }

    @Test
    void aNameIsOfOneThing() {
        create();
        iceberg.createTable(ORDERS, SCHEMA);
        assertThatThrownBy(this::create).isInstanceOf(AlreadyExistsException.class);
        assertThatThrownBy(() -> iceberg.createTable(RECENT, SCHEMA))
                .isInstanceOf(AlreadyExistsException.class)
                .hasMessage("View with same name already exists: sales.recent");
        assertThatThrownBy(() -> builder(ORDERS).withQuery("spark", SQL).create())
                .isInstanceOf(AlreadyExistsException.class)
                .hasMessage("Table with same name already exists: sales.orders");
        assertThatThrownBy(() -> iceberg.renameView(RECENT, ORDERS))
                .isInstanceOf(AlreadyExistsException.class)
                .hasMessage("Cannot rename sales.recent to sales.orders. Table already exists");
        assertThatThrownBy(() -> iceberg.renameTable(ORDERS, RECENT))
                .isInstanceOf(AlreadyExistsException.class)
                .hasMessage("Cannot rename sales.orders to sales.recent. View already exists");
    }

    @Test
    void aTableOfFilesKeepsItsName() {
        var columns = List.of(Column.of("id", Type.Primitive.LONG));
        rows.create(Rows.of(
                TableName.parse("sales.orders"), columns, Storage.at("/data/"), Map.of("classification", "csv")));
        assertThatThrownBy(() -> iceberg.createTable(ORDERS, SCHEMA)).isInstanceOf(AlreadyExistsException.class);
        assertThatThrownBy(() -> builder(ORDERS).withQuery("spark", SQL).create())
                .isInstanceOf(AlreadyExistsException.class);
        assertThatThrownBy(() -> iceberg.registerTable(ORDERS, "/none.metadata.json", true))
                .isInstanceOf(AlreadyExistsException.class);
    }

    @Test
    void renamesAndDrops() {
        create();
        var to = TableIdentifier.of(SALES, "newest");
        iceberg.renameView(RECENT, to);
        assertThat(sql(iceberg.loadView(to))).isEqualTo(SQL);
        assertThatThrownBy(() -> iceberg.renameView(RECENT, to)).isInstanceOf(NoSuchViewException.class);
        assertThatThrownBy(() -> iceberg.renameTable(to, RECENT)).isInstanceOf(NoSuchTableException.class);
        assertThatThrownBy(() -> iceberg.dropNamespace(SALES)).isInstanceOf(NamespaceNotEmptyException.class);
        assertThat(iceberg.dropTable(to, true)).isFalse();
        assertThat(iceberg.dropView(to)).isTrue();
        assertThat(iceberg.dropView(to)).isFalse();
    }

    @Test
    void registersAViewThatItForgot() {
        create();
        var location = rows.get(ROW).table().parameters().get("metadata_location");
        iceberg.dropView(RECENT);
        assertThat(sql(iceberg.registerView(RECENT, location))).isEqualTo(SQL);
    }

    @Test
    void honoursTheDefaultsAndOverridesOfItsProperties() {
        assertThat(create().properties()).containsEntry("a", "1").containsEntry("b", "2");
        assertThat(iceberg.createTable(ORDERS, SCHEMA).properties())
                .containsEntry("c", "3")
                .containsEntry("d", "4");
    }

    private View create() {
        return builder().withQuery("spark", SQL).withProperty("k", "v").create();
    }

    private org.apache.iceberg.view.ViewBuilder builder() {
        return builder(RECENT);
    }

    private org.apache.iceberg.view.ViewBuilder builder(TableIdentifier view) {
        return iceberg.buildView(view).withSchema(SCHEMA).withDefaultNamespace(SALES);
    }

    private static String sql(View view) {
        return ((SQLViewRepresentation) view.currentVersion().representations().get(0)).sql();
    }

    private long metadataFiles() {
        try (var files = Files.walk(dir.resolve("warehouse"))) {
            return files.filter(file -> file.toString().endsWith(".json")).count();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
