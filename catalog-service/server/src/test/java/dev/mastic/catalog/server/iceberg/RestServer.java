// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.iceberg;

import dev.mastic.catalog.AccessTokens;
import dev.mastic.catalog.AuditLog;
import dev.mastic.catalog.RelationalCatalog;
import dev.mastic.catalog.server.auth.Bearers;
import dev.mastic.catalog.server.auth.Callers;
import dev.mastic.catalog.server.auth.GuardedCatalog;
import dev.mastic.catalog.server.auth.Keys;
import dev.mastic.catalog.server.auth.SignedBearers;
import dev.mastic.catalog.server.auth.StoredKey;
import dev.mastic.catalog.server.http.Binding;
import dev.mastic.catalog.server.http.HttpServer;
import dev.mastic.catalog.server.http.Limits;
import dev.mastic.database.RelationalStore;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.hadoop.HadoopFileIO;
import org.apache.iceberg.rest.RESTCatalog;

/** A running server with the Iceberg face alone, over a store in a folder. */
final class RestServer implements AutoCloseable {
    private final RelationalStore store;
    private final RelationalCatalog rows;
    private final IcebergFace face;
    private final HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    private RestServer(
            Path dir,
            AllowedLocations allowed,
            Map<String, String> properties,
            Function<RelationalCatalog, Bearers> bearers) {
        store = RelationalStore.open(dir.resolve("mastic.db").toString());
        rows = new RelationalCatalog(store);
        var files = new AllowedFileIO(new HadoopFileIO(new Configuration()), allowed);
        var callers = new Callers();
        var guarded = new GuardedCatalog(rows, callers, new AuditLog(rows, Clock.systemUTC()));
        var tables = IcebergTables.of(guarded, dir + "/warehouse", files, properties);
        face = new IcebergFace(tables, bearers.apply(rows), callers);
        server = HttpServer.start(new Binding("127.0.0.1", 0, false), Limits.standard(), List.of(face));
    }

    static RestServer in(Path dir) {
        return new RestServer(dir, AllowedLocations.everywhere(), Map.of(), rows -> Bearers.ANY);
    }

    static RestServer in(Path dir, AllowedLocations allowed) {
        return new RestServer(dir, allowed, Map.of(), rows -> Bearers.ANY);
    }

    static RestServer in(Path dir, Map<String, String> properties) {
        return new RestServer(dir, AllowedLocations.everywhere(), properties, rows -> Bearers.ANY);
    }

    /** One that asks for tokens. */
    static RestServer authenticated(Path dir) {
        return new RestServer(
                dir,
                new AllowedLocations(List.of(dir.toString())),
                Map.of(),
                rows -> new SignedBearers(
                        Keys.none(),
                        new AccessTokens(rows),
                        new StoredKey(rows.objects(), "bearers"),
                        Clock.systemUTC()));
    }

    IcebergFace face() {
        return face;
    }

    RelationalCatalog rows() {
        return rows;
    }

    /** Iceberg's own client. */
    RESTCatalog client(Map<String, String> more) {
        var properties = new HashMap<>(more);
        properties.put("uri", server.url() + IcebergFace.ROOT);
        properties.put("io-impl", HadoopFileIO.class.getName());
        var catalog = new RESTCatalog();
        catalog.setConf(new Configuration());
        catalog.initialize("rest", properties);
        return catalog;
    }

    HttpResponse<String> send(String method, String path, String body, String... headers)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(server.url() + IcebergFace.ROOT + path))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        return client.send(
                headers.length == 0 ? request.build() : request.headers(headers).build(), BodyHandlers.ofString());
    }

    @Override
    public void close() {
        server.close();
        store.close();
    }
}
