// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.catalog.RelationalCatalog;
import dev.mastic.catalog.Role;
import dev.mastic.core.catalog.Column;
import dev.mastic.core.catalog.Database;
import dev.mastic.core.catalog.Storage;
import dev.mastic.core.catalog.Table;
import dev.mastic.core.catalog.TableName;
import dev.mastic.core.type.Type;
import dev.mastic.database.RelationalStore;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.services.glue.GlueClient;

/**
 * Three roles by all routes of {@code mastic serve}, with the signatures and tokens that clients send. Who may use what stands in
 * {@code routes.txt}; a route that the running server has and the file has not, or the other way, is a failure.
 */
class RoleMatrixTest {
    private static final Set<String> UNSIGNED = Set.of("host", "content-length", "expect");
    private static final String RENAME =
            "{\"source\":{\"namespace\":[\"sales\"],\"name\":\"a\"},\"destination\":{\"namespace\":[\"sales\"],\"name\":\"b\"}}";
    private static final Map<String, String> BODIES = Map.of(
            "/iceberg/v1/namespaces",
            "{\"namespace\":[\"sales\"]}",
            "/iceberg/v1/tables/rename",
            RENAME,
            "/iceberg/v1/views/rename",
            RENAME,
            "/iceberg/v1/transactions/commit",
            "{\"table-changes\":[{\"identifier\":{\"namespace\":[\"sales\"],\"name\":\"a\"},"
                    + "\"requirements\":[],\"updates\":[]}]}");
    private static final Map<String, String> QUERIES = Map.of(
            "/database", "?name=sales",
            "/search", "?q=t",
            "/run", "?id=none",
            "/crawler", "?name=none");
    private static final Set<String> OF_A_TABLE =
            Set.of("/table", "/partitions", "/storage", "/snapshots", "/versions", "/activity");

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static Serve.Running running;
    private static RelationalStore store;
    private static RelationalCatalog catalog;

    /** A line of the file. */
    private record Row(Optional<Role> needed, String scope, String route, Optional<String> operation) {
        static Row read(String line) {
            var words = line.split(" +");
            var role = words[0].equals("open")
                    ? Optional.<Role>empty()
                    : Optional.of(Role.valueOf(words[0].toUpperCase(Locale.ROOT)));
            var operation = words.length > 4 ? Optional.of(words[4]) : Optional.<String>empty();
            return new Row(role, words[1], words[2] + " " + words[3], operation);
        }

        boolean isOpen() {
            return needed.isEmpty();
        }

        boolean allows(Role role) {
            return needed.filter(least -> !role.includes(least)).isEmpty();
        }

        @Override
        public String toString() {
            return route + operation.map(name -> " " + name).orElse("");
        }
    }

    static Stream<Row> rows() throws IOException {
        var text = new String(
                RoleMatrixTest.class.getResourceAsStream("routes.txt").readAllBytes(), StandardCharsets.UTF_8);
        return text.lines().filter(line -> !line.startsWith("#")).map(Row::read);
    }

    @BeforeAll
    static void start(@TempDir Path dir) throws Exception {
        var keys = new StringBuilder();
        for (var role : Role.values()) {
            for (var where : Map.of("here", "sales", "elsewhere", "hidden").entrySet()) {
                keys.append(key(role, where.getKey()) + "mastic_databases = " + where.getValue() + "\n");
            }
            keys.append(key(role, "all"));
        }
        Files.writeString(dir.resolve("keys"), keys);
        var serve = new Serve();
        var db = dir.resolve("mastic.db").toString();
        new CommandLine(serve)
                .parseArgs(
                        "--port", "0", "--db", db, "--keys", dir.resolve("keys").toString());
        running = serve.start();
        store = RelationalStore.open(db);
        catalog = new RelationalCatalog(store);
        catalog.createDatabase(Database.named("hidden"));
    }

    private static String key(Role role, String where) {
        var name = name(role, where);
        return "[" + name + "]\naws_access_key_id = " + name + "\naws_secret_access_key = sesame\nmastic_role = "
                + role.name().toLowerCase(Locale.ROOT) + "\n";
    }

    private static String name(Role role, String where) {
        return role + where.toUpperCase(Locale.ROOT);
    }

    @AfterAll
    static void stop() {
        running.close();
        store.close();
    }

    @BeforeEach
    void restore() {
        if (catalog.findDatabase("sales").isEmpty()) {
            catalog.createDatabase(Database.named("sales"));
        }
        if (catalog.find(TableName.parse("sales.t")).isEmpty()) {
            catalog.create(new Table(
                    TableName.parse("sales.t"),
                    List.of(Column.of("id", Type.Primitive.LONG)),
                    List.of(),
                    Storage.at("/data/"),
                    Map.of()));
        }
    }

    @Test
    void everyRouteOfTheServerHasItsRow() throws Exception {
        var listed = rows().map(Row::route).collect(Collectors.toCollection(TreeSet::new));
        assertThat(listed)
                .containsExactlyElementsOf(new TreeSet<>(running.server().routes()));
    }

    @Test
    void everyOperationThatIsOfferedHasItsRow() throws Exception {
        var listed = rows().flatMap(row -> row.operation().stream()).collect(Collectors.toCollection(TreeSet::new));
        var names = Arrays.stream(GlueClient.class.getMethods())
                .map(method -> method.getName().substring(0, 1).toUpperCase(Locale.ROOT)
                        + method.getName().substring(1))
                .collect(Collectors.toSet());
        var offered = new TreeSet<String>();
        for (var name : names) {
            if (!glue(Optional.of(name(Role.ADMIN, "all")), name).body().contains("UnknownOperationException")) {
                offered.add(name);
            }
        }
        assertThat(listed).containsExactlyElementsOf(offered);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void eachRoleMayUseWhatItMay(Row row) throws Exception {
        for (var role : Role.values()) {
            var answer = send(row, Optional.of(name(role, row.scope().equals("all") ? "all" : "here")));
            if (row.allows(role)) {
                assertThat(answer.statusCode())
                        .as("%s as %s", row, role)
                        .isNotIn(401, 403)
                        .isLessThan(500);
                assertThat(answer.body()).as("%s as %s", row, role).doesNotContain("AccessDenied");
            } else {
                assertDenied(answer, row, role);
            }
            restore();
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void aRoleOfOneDatabaseIsGoodThereOnly(Row row) throws Exception {
        for (var role : Role.values()) {
            if (row.scope().equals("here")) {
                assertDenied(send(row, Optional.of(name(role, "elsewhere"))), row, role);
            } else if (row.scope().equals("all")) {
                assertDenied(send(row, Optional.of(name(role, "here"))), row, role);
            }
        }
        assertThat(catalog.find(TableName.parse("sales.t"))).isPresent();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void whoDoesNotSayWhoAsksIsRefused(Row row) throws Exception {
        var answer = send(row, Optional.empty());
        if (row.isOpen()) {
            assertThat(answer.statusCode()).as("%s", row).isNotIn(401, 403).isLessThan(500);
        } else if (row.operation().isPresent()) {
            assertThat(answer.body()).as("%s", row).contains("MissingAuthenticationTokenException");
        } else {
            assertThat(answer.statusCode()).as("%s", row).isEqualTo(401);
        }
    }

    private static void assertDenied(HttpResponse<String> answer, Row row, Role role) {
        if (row.operation().isPresent()) {
            assertThat(answer.body()).as("%s as %s", row, role).contains("AccessDeniedException");
        } else {
            assertThat(answer.statusCode()).as("%s as %s", row, role).isEqualTo(403);
        }
    }

    private static HttpResponse<String> send(Row row, Optional<String> who) throws Exception {
        if (row.operation().isPresent()) {
            return glue(who, row.operation().get());
        }
        var method = row.route().split(" ")[0];
        var route = row.route().split(" ")[1];
        var body = method.equals("POST") ? BODIES.getOrDefault(route, "{}") : "";
        var request = HttpRequest.newBuilder(at(address(route)))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        who.ifPresent(name -> request.header("Authorization", "Bearer " + name + "~sesame"));
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    private static URI at(String address) {
        return URI.create(running.server().url()).resolve(address);
    }

    private static String address(String route) {
        var query = OF_A_TABLE.contains(route) ? "?name=sales.t" : QUERIES.getOrDefault(route, "");
        return route.replace("{namespace}", "sales").replace("{table}", "a").replace("{view}", "a") + query;
    }

    private static HttpResponse<String> glue(Optional<String> who, String operation) throws Exception {
        var plain = SdkHttpRequest.builder()
                .uri(at("/"))
                .method(SdkHttpMethod.POST)
                .putHeader("X-Amz-Target", "AWSGlue." + operation)
                .build();
        var request = HttpRequest.newBuilder(at("/")).POST(BodyPublishers.ofString("{}"));
        who.map(name -> (SdkHttpRequest) AwsV4HttpSigner.create()
                        .sign(r -> r.identity(AwsCredentialsIdentity.create(name, "sesame"))
                                .request(plain)
                                .payload(ContentStreamProvider.fromUtf8String("{}"))
                                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "glue")
                                .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1"))
                        .request())
                .orElse(plain)
                .forEachHeader((name, values) -> {
                    if (!UNSIGNED.contains(name.toLowerCase(Locale.ROOT))) {
                        values.forEach(value -> request.header(name, value));
                    }
                });
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }
}
