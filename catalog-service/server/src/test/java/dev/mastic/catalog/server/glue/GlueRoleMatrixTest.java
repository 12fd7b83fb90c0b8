// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.glue;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mastic.catalog.Access;
import dev.mastic.catalog.AuditLog;
import dev.mastic.catalog.RelationalCatalog;
import dev.mastic.catalog.RelationalCrawlerStore;
import dev.mastic.catalog.Role;
import dev.mastic.catalog.server.auth.Callers;
import dev.mastic.catalog.server.auth.GuardedCatalog;
import dev.mastic.catalog.server.http.Binding;
import dev.mastic.catalog.server.http.HttpServer;
import dev.mastic.catalog.server.http.Limits;
import dev.mastic.catalog.server.run.AllowedScripts;
import dev.mastic.catalog.server.run.Children;
import dev.mastic.catalog.server.run.MasticCommand;
import dev.mastic.core.catalog.Column;
import dev.mastic.core.catalog.Database;
import dev.mastic.core.catalog.PageRequest;
import dev.mastic.core.catalog.Storage;
import dev.mastic.core.catalog.Table;
import dev.mastic.core.catalog.TableName;
import dev.mastic.core.type.Type;
import dev.mastic.database.RelationalStore;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three roles by all operations. Who sends a request stands in a header here; the signatures have their own tests. */
class GlueRoleMatrixTest {
    @TempDir
    Path dir;

    private RelationalStore store;
    private RelationalCatalog rows;
    private HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeEach
    void start() {
        store = RelationalStore.open(dir.resolve("mastic.db").toString());
        rows = new RelationalCatalog(store);
        for (var database : List.of("sales", "hidden")) {
            rows.createDatabase(Database.named(database));
            rows.create(new Table(
                    new TableName(database, "t"),
                    List.of(Column.of("id", Type.Primitive.LONG)),
                    List.of(),
                    Storage.at("/data/"),
                    Map.of()));
        }
        var callers = new Callers();
        var guarded = new GuardedCatalog(rows, callers, new AuditLog(rows, Clock.systemUTC()));
        var face = new GlueFace(
                guarded,
                crawlers(),
                children(),
                request -> {
                    var said = request.headers().get("x-caller").split("/", -1);
                    return new Access(said[0], Role.valueOf(said[0]), said[1].isEmpty() ? Set.of() : Set.of(said[1]));
                },
                callers,
                new AuditLog(rows, Clock.systemUTC()));
        server = HttpServer.start(new Binding("127.0.0.1", 0, false), Limits.standard(), List.of(face));
    }

    @AfterEach
    void stop() {
        server.close();
        store.close();
    }

    private RelationalCrawlerStore crawlers() {
        return new RelationalCrawlerStore(store);
    }

    private Children children() {
        var command = new MasticCommand(Optional.empty(), "db", "warehouse");
        return Children.of(crawlers(), rows.objects(), command, AllowedScripts.everywhere());
    }

    @Test
    void whatIsOfNoDatabaseNeedsARoleInAll() throws Exception {
        for (var operation : GlueRights.listed()) {
            if (GlueRights.isEverywhere(operation)) {
                assertThat(type(send("ADMIN/sales", operation, "{}")))
                        .as(operation)
                        .isEqualTo("AccessDeniedException");
            }
        }
    }

    @Test
    void everyOperationHasItsRight() {
        assertThat(GlueRights.listed())
                .containsExactlyInAnyOrderElementsOf(CatalogOperations.of(rows, crawlers(), children(), new Callers())
                        .names());
    }

    @Test
    void eachRoleMayAskForWhatItMay() throws Exception {
        for (var operation : GlueRights.listed()) {
            for (var role : Role.values()) {
                var where = GlueRights.isEverywhere(operation) ? "/" : "/sales";
                var type = type(send(role + where, operation, "{}"));
                if (role.includes(GlueRights.role(operation))) {
                    assertThat(type).as("%s as %s", operation, role).isNotEqualTo("AccessDeniedException");
                } else {
                    assertThat(type).as("%s as %s", operation, role).isEqualTo("AccessDeniedException");
                }
            }
        }
    }

    @Test
    void whatIsNotOfOneDatabaseNeedsAnAdminOfAll() throws Exception {
        for (var operation : GlueRights.listed()) {
            if (GlueRights.isEverywhere(operation)) {
                assertThat(type(send("ADMIN/sales", operation, "{}")))
                        .as(operation)
                        .isEqualTo("AccessDeniedException");
            }
        }
        send("ADMIN/sales", "DeleteCrawler", "{\"Name\":\"c\"}");
        send("ADMIN/", "DeleteCrawler", "{\"Name\":\"c\"}");
        assertThat(new AuditLog(rows, Clock.systemUTC())
                        .page(PageRequest.first(1000))
                        .items())
                .extracting(entry -> entry.what() + " " + entry.outcome().split(":")[0])
                .contains("DeleteCrawler denied", "DeleteCrawler refused");
    }

    @Test
    void noRoleOfOneDatabaseIsGoodInAnother() throws Exception {
        var table = "{\"DatabaseName\":\"hidden\",\"TableInput\":{\"Name\":\"t\"}}";
        var named = "{\"DatabaseName\":\"hidden\",\"Name\":\"t\"}";
        var partition = "{\"DatabaseName\":\"hidden\",\"TableName\":\"t\"}";
        for (var role : Role.values()) {
            for (var request : Map.of(
                            "GetDatabase", "{\"Name\":\"hidden\"}",
                            "DeleteDatabase", "{\"Name\":\"hidden\"}",
                            "GetTable", named,
                            "GetTables", "{\"DatabaseName\":\"hidden\"}",
                            "CreateTable", table,
                            "UpdateTable", table,
                            "DeleteTable", named,
                            "GetTableVersions", partition,
                            "GetPartitions", partition)
                    .entrySet()) {
                assertThat(type(send(role + "/sales", request.getKey(), request.getValue())))
                        .as("%s as %s", request.getKey(), role)
                        .isEqualTo("AccessDeniedException");
            }
        }
        assertThat(rows.get(TableName.parse("hidden.t")).version()).isEqualTo(1);
    }

    @Test
    void listsShowWhatMayBeRead() throws Exception {
        assertThat(send("READER/sales", "GetDatabases", "{}").body())
                .contains("sales")
                .doesNotContain("hidden");
        assertThat(send("READER/sales", "SearchTables", "{}").body())
                .contains("sales")
                .doesNotContain("hidden");
        assertThat(send("READER/", "SearchTables", "{}").body()).contains("sales", "hidden");
    }

    @Test
    void changesAreWrittenDownWithWhatBecameOfThem() throws Exception {
        send("WRITER/sales", "DeleteTable", "{\"DatabaseName\":\"sales\",\"Name\":\"t\"}");
        send("WRITER/sales", "DeleteTable", "{\"DatabaseName\":\"hidden\",\"Name\":\"t\"}");
        send("READER/", "GetDatabases", "{}");
        assertThat(new AuditLog(rows, Clock.systemUTC())
                        .page(PageRequest.first(100))
                        .items())
                .extracting(entry -> entry.who() + " " + entry.what() + " " + entry.object() + " " + entry.outcome())
                .contains("WRITER drop table sales.t done")
                .noneMatch(entry -> entry.startsWith("READER"));
    }

    private HttpResponse<String> send(String caller, String operation, String body) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(server.url() + "/"))
                .header("X-Amz-Target", "AWSGlue." + operation)
                .header("X-Caller", caller)
                .POST(BodyPublishers.ofString(body))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    private static String type(HttpResponse<String> answer) throws Exception {
        return new ObjectMapper().readTree(answer.body()).path("__type").asText();
    }
}
