// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.iceberg;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.Map;
import org.apache.iceberg.Schema;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each wrong request gets the code of the specification in its form, tells nothing of the inside, and changes nothing. */
class MalformedRestTest {
    private static final String TABLE = "/v1/namespaces/sales/tables/orders";
    private static RestServer server;

    @BeforeAll
    static void start(@TempDir Path dir) {
        server = RestServer.in(dir);
        var client = server.client(Map.of());
        client.createNamespace(Namespace.of("sales"));
        client.createTable(
                TableIdentifier.of("sales", "orders"), new Schema(NestedField.optional(1, "id", Types.LongType.get())));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            POST   | /v1/namespaces                          | {                                               | 400
            POST   | /v1/namespaces                          | ~~                                              | 400
            POST   | /v1/namespaces                          | null                                            | 400
            POST   | /v1/namespaces                          | []                                              | 400
            POST   | /v1/namespaces                          | {"namespace":"sales"}                           | 400
            POST   | /v1/namespaces                          | {"namespace":[]}                                | 400
            POST   | /v1/namespaces                          | {"namespace":[""]}                              | 400
            POST   | /v1/namespaces                          | {"namespace":["a","b"]}                         | 400
            POST   | /v1/namespaces                          | {"namespace":["a.b"]}                           | 400
            POST   | /v1/namespaces                          | {"namespace":["a"],"properties":{"k":1}} x      | 400
            POST   | /v1/namespaces                          | {"namespace":["sales"]}                         | 409
            GET    | /v1/namespaces?pageSize=none            | ~~                                              | 400
            GET    | /v1/namespaces?pageSize=-1              | ~~                                              | 400
            GET    | /v1/namespaces?pageToken=garbage        | ~~                                              | 400
            GET    | /v1/namespaces?parent=none              | ~~                                              | 404
            GET    | /v1/namespaces/none                     | ~~                                              | 404
            DELETE | /v1/namespaces/none                     | ~~                                              | 404
            DELETE | /v1/namespaces/sales                    | ~~                                              | 409
            POST   | /v1/namespaces/sales/properties         | {"removals":["a"],"updates":{"a":"b"}}          | 422
            POST   | /v1/namespaces/sales/properties         | {"updates":{"a":null}}                          | 400
            POST   | /v1/namespaces/sales/properties         | {"removals":[null]}                             | 400
            POST   | /v1/namespaces                          | {"namespace":["x"],"properties":{"a":null}}     | 400
            POST   | /v1/namespaces                          | {"namespace":[null]}                            | 400
            POST   | /v1/namespaces/sales/tables             | {"name":"t","properties":{"k":null},"schema":{"type":"struct","fields":[]}} | 400
            POST   | /v1/namespaces/sales/tables/orders      | {"requirements":[],"updates":[{"action":"set-properties","updates":{"k":null}}]} | 400
            POST   | /v1/namespaces/sales/tables/orders      | {"requirements":[],"updates":[{"action":"add-snapshot","snapshot":{}}]} | 400
            POST   | /v1/namespaces/none/properties          | {"updates":{"a":"b"}}                           | 404
            POST   | /v1/namespaces/sales/properties         | {"updates":["a"]}                               | 400
            GET    | /v1/namespaces/none/tables              | ~~                                              | 404
            POST   | /v1/namespaces/sales/tables             | {"name":"t"}                                    | 400
            POST   | /v1/namespaces/sales/tables             | {"schema":{"type":"struct","fields":[]}}        | 400
            POST   | /v1/namespaces/sales/tables             | {"name":"t","schema":{"type":"none"}}           | 400
            POST   | /v1/namespaces/sales/tables             | {"name":"","schema":{"type":"struct","fields":[]}}       | 400
            POST   | /v1/namespaces/sales/tables             | {"name":"a.b","schema":{"type":"struct","fields":[]}}    | 400
            POST   | /v1/namespaces/sales/tables             | {"name":"orders","schema":{"type":"struct","fields":[]}} | 409
            POST   | /v1/namespaces/none/tables              | {"name":"t","schema":{"type":"struct","fields":[]}}      | 404
            GET    | /v1/namespaces/sales/tables/none        | ~~                                              | 404
            GET    | /v1/namespaces/sales/tables/orders?snapshots=some | ~~                                    | 400
            POST   | /v1/namespaces/sales/tables/orders      | {"updates":[{"action":"none"}]}                 | 400
            POST   | /v1/namespaces/sales/tables/orders      | {"requirements":[{"type":"none"}],"updates":[]} | 400
            POST   | /v1/namespaces/sales/tables/orders      | {"requirements":[],"updates":[{"action":"set-current-schema","schema-id":77}]} | 400
            POST   | /v1/namespaces/sales/tables/orders      | {"requirements":[{"type":"assert-table-uuid","uuid":"00000000-0000-0000-0000-000000000000"}],"updates":[]} | 409
            POST   | /v1/namespaces/sales/tables/none        | {"requirements":[],"updates":[]}                | 404
            DELETE | /v1/namespaces/sales/tables/orders?purgeRequested=maybe | ~~                              | 400
            DELETE | /v1/namespaces/sales/tables/none        | ~~                                              | 404
            POST   | /v1/namespaces/sales/register           | {"name":"r"}                                    | 400
            POST   | /v1/namespaces/sales/register           | {"name":"r","metadata-location":"/none.json"}   | 400
            POST   | /v1/namespaces/sales/register           | {"name":"r","metadata-location":"/none.metadata.json"} | 404
            POST   | /v1/tables/rename                       | {"source":{"namespace":["sales"],"name":"orders"}} | 400
            POST   | /v1/tables/rename                       | {"source":{"namespace":["sales"],"name":"none"},"destination":{"namespace":["sales"],"name":"x"}} | 404
            POST   | /v1/tables/rename                       | {"source":{"namespace":["sales"],"name":"orders"},"destination":{"namespace":["none"],"name":"x"}} | 404
            POST   | /v1/tables/rename                       | {"source":{"namespace":["sales"],"name":"orders"},"destination":{"namespace":["sales"],"name":"orders"}} | 409
            POST   | /v1/transactions/commit                 | {"table-changes":[]}                            | 400
            POST   | /v1/transactions/commit                 | {"table-changes":[{"requirements":[],"updates":[]}]} | 400
            POST   | /v1/transactions/commit                 | {"table-changes":[{"identifier":{"namespace":["sales"],"name":"none"},"requirements":[],"updates":[]}]} | 404
            POST   | /v1/namespaces/sales/tables/orders/metrics | {"report-type":1}                            | 400
            POST   | /v1/namespaces/sales/views              | {"name":"v"}                                    | 400
            GET    | /v1/namespaces/sales/views/orders       | ~~                                              | 404
            PUT    | /v1/namespaces/sales/tables/orders      | ~~                                              | 405
            GET    | /v1/nothing                             | ~~                                              | 404
            GET    | /v2/namespaces                          | ~~                                              | 404
            """)
    void wrongRequests(String method, String path, String body, int code) throws Exception {
        var before = server.send("GET", TABLE, "").body();
        var answer = server.send(method, path, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(code);
        var error = new ObjectMapper().readTree(answer.body()).path("error");
        assertThat(error.path("code").asInt()).isEqualTo(code);
        assertThat(error.path("type").asText()).isNotEmpty();
        assertThat(error.path("message").asText()).isNotEmpty().doesNotContain("\tat ", "java.");
        assertThat(error.has("stack")).isFalse();
        assertThat(server.send("GET", TABLE, "").body()).isEqualTo(before);
        assertThat(server.send("GET", "/v1/namespaces", "").body()).contains("[[\"sales\"]]");
        assertThat(server.send("GET", "/v1/namespaces/sales/tables", "").body()).doesNotContain("\"t\"", "\"r\"");
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/namespaces/none, 404",
        "/v1/namespaces/sales, 204",
        "/v1/namespaces/sales/tables/none, 404",
        "/v1/namespaces/sales/tables/orders, 204",
        "/v1/namespaces/sales/views/none, 404"
    })
    void questionsForExistenceHaveNoBody(String path, int code) throws Exception {
        var answer = server.send("HEAD", path, "");
        assertThat(answer.statusCode()).isEqualTo(code);
        assertThat(answer.body()).isEmpty();
    }
}
