// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.glue;

import dev.mastic.catalog.server.auth.Signatures;
import dev.mastic.catalog.server.auth.SignedRequest;
import dev.mastic.catalog.server.http.Face;
import dev.mastic.catalog.server.run.Crawls;
import dev.mastic.catalog.server.run.Schedules;
import dev.mastic.catalog.server.wire.AwsError;
import dev.mastic.catalog.server.wire.Json;
import dev.mastic.core.catalog.Catalog;
import dev.mastic.core.crawl.CrawlerStore;
import io.javalin.http.Context;
import io.javalin.router.JavalinDefaultRoutingApi;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Glue's protocol, AWS JSON 1.1, at {@code POST /}.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/webapi/WebAPI_Welcome.html">The Glue API</a>
 */
public final class GlueFace implements Face {
    private static final Logger LOG = LoggerFactory.getLogger(GlueFace.class);
    private static final String PREFIX = "AWSGlue.";
    private final Operations operations;
    private final CrawlerStore crawlers;
    private final CrawlerRuns runs;
    private final Signatures signatures;

    /**
     * The face of a catalog and its crawlers, for those whose signatures are good.
     *
     * @param crawls those that this server starts
     */
    public GlueFace(Catalog catalog, CrawlerStore crawlers, Crawls crawls, Signatures signatures) {
        this.operations = CatalogOperations.of(catalog, crawlers, crawls);
        this.signatures = signatures;
        this.crawlers = crawlers;
        this.runs = new CrawlerRuns(crawls, catalog.objects());
    }

    /** The schedules of the crawlers; they do not run yet. */
    public Schedules schedules(Clock clock) {
        return new Schedules(crawlers, runs::isPaused, runs.crawls()::start, clock);
    }

    @Override
    public boolean serves(String method, String path) {
        return method.equals("POST") && path.equals("/");
    }

    @Override
    public void register(JavalinDefaultRoutingApi routes) {
        routes.post("/", this::answer);
    }

    private void answer(Context request) {
        var body = request.bodyAsBytes();
        signatures.verify(new SignedRequest("POST", "/", request.headerMap(), body));
        var operation = operation(request.header("X-Amz-Target"));
        write(request, 200, Json.bytes(operations.run(operation, Json.object(body))));
    }

    private static String operation(String target) {
        if (target == null || !target.startsWith(PREFIX)) {
            throw AwsError.of(
                    "UnknownOperationException",
                    "The header X-Amz-Target names no operation of Glue (got " + target + "; expected " + PREFIX
                            + "<Operation>)");
        }
        return target.substring(PREFIX.length());
    }

    @Override
    public void fail(Exception failure, Context request) {
        var error = Errors.of(failure);
        if (error.status() >= 500) {
            LOG.error("{} failed", request.header("X-Amz-Target"), failure);
        }
        var body = Json.empty()
                .put("__type", error.type())
                .put("Message", error.getMessage())
                .put("message", error.getMessage());
        write(request, error.status(), body.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void write(Context request, int status, byte[] body) {
        request.status(status)
                .contentType("application/x-amz-json-1.1")
                .header("x-amzn-RequestId", UUID.randomUUID().toString())
                .result(body);
    }
}
