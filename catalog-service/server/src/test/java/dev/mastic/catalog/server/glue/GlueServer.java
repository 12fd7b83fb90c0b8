// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.glue;

import dev.mastic.catalog.AuditLog;
import dev.mastic.catalog.RelationalCatalog;
import dev.mastic.catalog.RelationalCrawlerStore;
import dev.mastic.catalog.server.auth.Callers;
import dev.mastic.catalog.server.auth.GuardedCatalog;
import dev.mastic.catalog.server.auth.Signatures;
import dev.mastic.catalog.server.http.Binding;
import dev.mastic.catalog.server.http.HttpServer;
import dev.mastic.catalog.server.http.Limits;
import dev.mastic.catalog.server.run.AllowedScripts;
import dev.mastic.catalog.server.run.Children;
import dev.mastic.catalog.server.run.MasticCommand;
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
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.glue.GlueClient;

/** A server with the Glue face alone, on a store, and its clients. */
public final class GlueServer implements AutoCloseable {
    private final RelationalStore store;
    private final HttpServer http;

    public GlueServer(String db) {
        this(db, Signatures.ANY);
    }

    public GlueServer(String db, Signatures signatures) {
        store = RelationalStore.open(db);
        var crawlers = new RelationalCrawlerStore(store);
        http = HttpServer.start(
                new Binding("127.0.0.1", 0, false),
                Limits.standard(),
                List.of(face(new RelationalCatalog(store), crawlers, db, signatures)));
    }

    /** Guarded as in {@code mastic serve}. */
    private static GlueFace face(
            RelationalCatalog rows, RelationalCrawlerStore crawlers, String db, Signatures signatures) {
        var callers = new Callers();
        var audit = new AuditLog(rows, Clock.systemUTC());
        var command = new MasticCommand(Optional.empty(), db, "warehouse");
        var children = Children.of(crawlers, rows.objects(), command, AllowedScripts.everywhere());
        return new GlueFace(new GuardedCatalog(rows, callers, audit), crawlers, children, signatures, callers, audit);
    }

    /** Takes saved output in, beside the server that is running. */
    void take(Path saved) {
        GlueImport.plan(saved, new RelationalCatalog(store), new RelationalCrawlerStore(store))
                .forEach(step -> step.work().run());
    }

    public GlueClient client() {
        return client("any", "secret");
    }

    /** A client with a key; it asks once only. */
    public GlueClient client(String id, String secret) {
        return GlueClient.builder()
                .endpointOverride(URI.create(http.url()))
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(id, secret)))
                .overrideConfiguration(c -> c.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .build();
    }

    /** What the server answers to a body. */
    public HttpResponse<String> post(String operation, String body) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(http.url()))
                .header("X-Amz-Target", "AWSGlue." + operation)
                .header("Content-Type", "application/x-amz-json-1.1")
                .POST(BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }

    @Override
    public void close() {
        http.close();
        store.close();
    }
}
