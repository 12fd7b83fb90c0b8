// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.iceberg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mastic.core.catalog.ObjectKey;
import dev.mastic.core.catalog.ObjectKind;
import dev.mastic.core.catalog.TableName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableCommit;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.BadRequestException;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.ForbiddenException;
import org.apache.iceberg.exceptions.NamespaceNotEmptyException;
import org.apache.iceberg.exceptions.NoSuchNamespaceException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.rest.RESTCatalog;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** By Iceberg's own client, which the compatibility kit uses too; and what a client of another make could send. */
class IcebergRestTest {
    private static final Namespace SALES = Namespace.of("sales");
    private static final TableIdentifier ORDERS = TableIdentifier.of(SALES, "orders");
    private static final TableIdentifier ITEMS = TableIdentifier.of(SALES, "items");
    private static final Schema SCHEMA = new Schema(NestedField.optional(1, "id", Types.LongType.get()));

    @TempDir
    Path dir;

    private RestServer server;
    private RESTCatalog client;

    private void start(RestServer started) {
        server = started;
        client = server.client(Map.of());
        client.createNamespace(SALES);
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        server.close();
    }

    @Test
    void committedTablesAreSeenByAllFaces() {
        start(RestServer.in(dir));
        append(client.createTable(ORDERS, SCHEMA), "a.parquet");
        append(client.loadTable(ORDERS), "b.parquet");
        var row = server.rows().get(TableName.parse("sales.orders"));
        assertThat(row.version()).isEqualTo(3);
        assertThat(row.table().isIceberg()).isTrue();
        assertThat(files(client.loadTable(ORDERS))).isEqualTo(2);
    }

    @Test
    void namesAreOfSmallLetters() {
        start(RestServer.in(dir));
        client.createTable(TableIdentifier.of("Sales", "Orders"), SCHEMA);
        assertThat(server.rows().find(TableName.parse("sales.orders"))).isPresent();
        assertThat(client.tableExists(TableIdentifier.of("SALES", "ORDERS"))).isTrue();
        assertThat(client.listTables(SALES)).containsExactly(ORDERS);
    }

    @Test
    void pagesHoldTogether() {
        start(RestServer.in(dir));
        for (int i = 0; i < 5; i++) {
            client.createTable(TableIdentifier.of(SALES, "t" + i), SCHEMA);
        }
        var paging = server.client(Map.of("rest-page-size", "2"));
        assertThat(paging.listTables(SALES)).hasSize(5).doesNotHaveDuplicates();
        client.createNamespace(Namespace.of("b"));
        client.createNamespace(Namespace.of("c"));
        assertThat(paging.listNamespaces()).hasSize(3);
        assertThat(paging.listViews(SALES)).isEmpty();
    }

    @Test
    void aTokenHoldsForItsListOnly() throws Exception {
        start(RestServer.in(dir));
        client.createTable(ORDERS, SCHEMA);
        client.createTable(ITEMS, SCHEMA);
        var tables = "/v1/namespaces/sales/tables?pageSize=1";
        var page = new ObjectMapper().readTree(server.send("GET", tables, "").body());
        var token = page.path("next-page-token").asText();
        assertThat(server.send("GET", tables + "&pageToken=" + token, "").body())
                .contains("orders")
                .doesNotContain("items");
        assertThat(server.send("GET", "/v1/namespaces?pageToken=" + token, "").statusCode())
                .isEqualTo(400);
        assertThat(server.send("GET", "/v1/namespaces/sales/views?pageToken=" + token, "")
                        .statusCode())
                .isEqualTo(400);
        var bytes = Base64.getUrlDecoder().decode(token);
        bytes[bytes.length - 1]++;
        var changed = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        var refused = server.send("GET", tables + "&pageToken=" + changed, "");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("BadRequestException", "was not given for this list");
    }

    @Test
    void aTransactionChangesAllTablesOrNone() {
        start(RestServer.in(dir));
        client.createTable(ORDERS, SCHEMA);
        client.createTable(ITEMS, SCHEMA);
        client.commitTransaction(List.of(property(ORDERS, "k", "1"), property(ITEMS, "k", "1")));
        assertThat(client.loadTable(ITEMS).properties()).containsEntry("k", "1");

        var orders = newColumn(ORDERS);
        var items = newColumn(ITEMS);
        client.loadTable(ITEMS)
                .updateSchema()
                .addColumn("x", Types.LongType.get())
                .commit();
        assertThatThrownBy(() -> client.commitTransaction(List.of(orders, items)))
                .isInstanceOf(CommitFailedException.class);
        assertThat(client.loadTable(ORDERS).schema().columns()).hasSize(1);
    }

    @Test
    void viewsComeAndGo() {
        start(RestServer.in(dir));
        var view = TableIdentifier.of(SALES, "recent");
        client.buildView(view)
                .withSchema(SCHEMA)
                .withDefaultNamespace(SALES)
                .withQuery("spark", "select id from orders")
                .create();
        assertThat(client.listViews(SALES)).containsExactly(view);
        assertThat(client.loadView(view).sqlFor("spark").sql()).isEqualTo("select id from orders");
        assertThatThrownBy(() -> client.createTable(view, SCHEMA)).isInstanceOf(AlreadyExistsException.class);
        assertThatThrownBy(() -> client.dropNamespace(SALES)).isInstanceOf(NamespaceNotEmptyException.class);
        assertThat(client.dropView(view)).isTrue();
    }

    @Test
    void propertiesOfNamespacesChangeAtOnce() throws Exception {
        start(RestServer.in(dir));
        client.setProperties(SALES, new HashMap<>(Map.of("a", "1", "b", "2")));
        client.removeProperties(SALES, new HashSet<>(Set.of("a")));
        assertThat(client.loadNamespaceMetadata(SALES)).isEqualTo(Map.of("b", "2"));
        var answer = server.send(
                "POST", "/v1/namespaces/sales/properties", "{\"removals\":[\"b\",\"none\"],\"updates\":{\"c\":\"3\"}}");
        assertThat(answer.body()).contains("\"updated\":[\"c\"]", "\"removed\":[\"b\"]", "\"missing\":[\"none\"]");
    }

    @Test
    void defaultsAndOverridesOfTheServerReachClients() {
        start(RestServer.in(
                dir, Map.of("table-default.a", "server", "table-override.b", "server", "view-default.c", "server")));
        var made = client.buildTable(ORDERS, SCHEMA).withProperty("b", "client").create();
        assertThat(made.properties()).containsEntry("a", "server").containsEntry("b", "server");
        var staged =
                client.buildTable(ITEMS, SCHEMA).withProperty("b", "client").createTransaction();
        staged.commitTransaction();
        assertThat(client.loadTable(ITEMS).properties())
                .containsEntry("a", "server")
                .containsEntry("b", "server");
    }

    @Test
    void metadataThatAClientHasIsNotSentAgain() throws Exception {
        start(RestServer.in(dir));
        append(client.createTable(ORDERS, SCHEMA), "a.parquet");
        var first = server.send("GET", "/v1/namespaces/sales/tables/orders", "");
        var tag = first.headers().firstValue("ETag").orElseThrow();
        var again = server.send("GET", "/v1/namespaces/sales/tables/orders", "", "If-None-Match", tag);
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        var others = server.send("GET", "/v1/namespaces/sales/tables/orders?snapshots=refs", "", "If-None-Match", tag);
        assertThat(others.statusCode()).isEqualTo(200);
        append(client.loadTable(ORDERS), "b.parquet");
        var newer = server.send("GET", "/v1/namespaces/sales/tables/orders", "", "If-None-Match", tag);
        assertThat(newer.statusCode()).isEqualTo(200);
    }

    @Test
    void theLastReportOfEachKindIsKept() throws Exception {
        start(RestServer.in(dir));
        client.createTable(ORDERS, SCHEMA);
        var report = "{\"report-type\":\"commit-report\",\"table-name\":\"sales.orders\",\"snapshot-id\":1,"
                + "\"sequence-number\":1,\"operation\":\"append\",\"metrics\":{}}";
        var answer = server.send("POST", "/v1/namespaces/sales/tables/orders/metrics", report);
        assertThat(answer.statusCode()).isEqualTo(204);
        var owner = ObjectKey.Owner.table(TableName.parse("sales.orders"));
        assertThat(server.rows().objects().find(new ObjectKey(ObjectKind.METRICS_REPORT, owner, "commit_report")))
                .isPresent();
        assertThat(server.send("POST", "/v1/namespaces/sales/tables/none/metrics", report)
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void refusesToUseFilesOutsideOfWhatIsAllowed() {
        start(RestServer.in(dir, new AllowedLocations(List.of(dir + "/warehouse"))));
        var outside = "file:" + dir + "/warehouse/../outside";
        assertThatThrownBy(() ->
                        client.buildTable(ORDERS, SCHEMA).withLocation(outside).create())
                .isInstanceOf(ForbiddenException.class)
                .hasMessageContaining("--allow-location");
        assertThatThrownBy(() -> client.registerTable(ORDERS, dir + "/outside/v1.metadata.json"))
                .isInstanceOf(ForbiddenException.class);
        var table = client.createTable(ORDERS, SCHEMA);
        assertThatThrownBy(() -> table.updateProperties()
                        .set("write.metadata.path", outside)
                        .commit())
                .isInstanceOf(ForbiddenException.class);
        assertThat(client.tableExists(ORDERS)).isTrue();
        assertThat(dir.resolve("outside")).doesNotExist();
    }

    @Test
    void whatIsNotThereIsTold() {
        start(RestServer.in(dir));
        assertThatThrownBy(() -> client.loadTable(ORDERS)).isInstanceOf(NoSuchTableException.class);
        assertThatThrownBy(() -> client.createTable(TableIdentifier.of("none", "t"), SCHEMA))
                .isInstanceOf(NoSuchNamespaceException.class);
        assertThatThrownBy(() -> client.createNamespace(Namespace.of("a", "b")))
                .isInstanceOf(BadRequestException.class);
    }

    static void append(Table table, String file) {
        table.newAppend()
                .appendFile(DataFiles.builder(PartitionSpec.unpartitioned())
                        .withPath(table.location() + "/" + file)
                        .withFileSizeInBytes(10)
                        .withRecordCount(1)
                        .build())
                .commit();
    }

    private static long files(Table table) {
        try (var tasks = table.newScan().planFiles()) {
            return StreamSupport.stream(tasks.spliterator(), false).count();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private TableCommit property(TableIdentifier table, String key, String value) {
        var base = metadata(table);
        return TableCommit.create(
                table,
                base,
                TableMetadata.buildFrom(base).setProperties(Map.of(key, value)).build());
    }

    private TableCommit newColumn(TableIdentifier table) {
        var base = metadata(table);
        var columns = List.of(SCHEMA.columns().get(0), NestedField.optional(2, "y", Types.LongType.get()));
        return TableCommit.create(
                table,
                base,
                TableMetadata.buildFrom(base)
                        .setCurrentSchema(new Schema(columns), 2)
                        .build());
    }

    private TableMetadata metadata(TableIdentifier table) {
        return ((HasTableOperations) client.loadTable(table)).operations().current();
    }
}
