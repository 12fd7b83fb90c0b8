// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.glue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mastic.catalog.AccessDeniedException;
import dev.mastic.catalog.AuditLog;
import dev.mastic.catalog.server.auth.Callers;
import dev.mastic.catalog.server.auth.Signatures;
import dev.mastic.catalog.server.auth.SignedRequest;
import dev.mastic.catalog.server.http.Face;
import dev.mastic.catalog.server.run.Children;
import dev.mastic.catalog.server.wire.AwsError;
import dev.mastic.catalog.server.wire.Json;
import dev.mastic.core.catalog.Catalog;
import dev.mastic.core.crawl.CrawlerStore;
import dev.mastic.core.failure.EtlException;
import io.javalin.http.Context;
import io.javalin.router.JavalinDefaultRoutingApi;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.SdkPojo;

/**
 * Glue's protocol, AWS JSON 1.1, at {@code POST /}.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/webapi/WebAPI_Welcome.html">The Glue API</a>
 */
public final class GlueFace implements Face {
    private static final Logger LOG = LoggerFactory.getLogger(GlueFace.class);
    private static final String PREFIX = "AWSGlue.";
    private static final List<String> NAMES = List.of("Name", "CrawlerName", "ConnectionName", "JobName");
    private final Operations operations;
    private final Signatures signatures;
    private final Callers callers;
    private final AuditLog audit;

    /**
     * The face of a catalog and its crawlers, for those whose signatures are good.
     *
     * @param children the crawls and jobs that this server starts
     * @param callers are told whom each operation is done for
     * @param audit where changes stand that the catalog does not see
     */
    public GlueFace(
            Catalog catalog,
            CrawlerStore crawlers,
            Children children,
            Signatures signatures,
            Callers callers,
            AuditLog audit) {
        this.operations = CatalogOperations.of(catalog, crawlers, children, callers);
        this.signatures = signatures;
        this.callers = callers;
        this.audit = audit;
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
        var access = signatures.verify(new SignedRequest("POST", "/", request.headerMap(), body));
        var operation = operation(request.header("X-Amz-Target"));
        var members = Json.object(body);
        callers.run(access, () -> write(request, 200, Json.bytes(run(operation, members))));
    }

    private SdkPojo run(String operation, ObjectNode members) {
        if (!operations.names().contains(operation)) {
            return operations.run(operation, members);
        }
        try {
            GlueRights.require(operation, callers);
            var answer = operations.run(operation, members);
            write(operation, members, "done");
            return answer;
        } catch (AccessDeniedException e) {
            write(operation, members, "denied");
            throw e;
        } catch (EtlException e) {
            write(operation, members, "refused: " + e.getMessage());
            throw e;
        }
    }

    private void write(String operation, ObjectNode members, String outcome) {
        if (GlueRights.isAuditedHere(operation)) {
            var name = NAMES.stream()
                    .map(members::findValue)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .map(JsonNode::asText)
                    .orElse("?");
            audit.add(callers.current().who(), operation, name, outcome);
        }
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
