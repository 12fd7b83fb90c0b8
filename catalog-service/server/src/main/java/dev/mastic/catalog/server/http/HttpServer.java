// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.http;

import dev.mastic.core.failure.EtlException;
import dev.mastic.core.failure.UsageException;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.util.JavalinBindException;
import io.javalin.util.JavalinException;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The listener that all faces share. It has begun to answer when it is there; {@link #close} ends it after what is in flight. */
public final class HttpServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
    private final Javalin javalin;
    private final Binding binding;

    private HttpServer(Javalin javalin, Binding binding) {
        this.javalin = javalin;
        this.binding = binding;
    }

    /**
     * Begins to listen.
     *
     * @param faces asked in this order whose a request is
     * @throws UsageException if the port is taken, or the host is none of this machine
     */
    public static HttpServer start(Binding binding, Limits limits, List<Face> faces) {
        var javalin = Javalin.create(config -> configure(config, binding, limits, faces));
        try {
            javalin.start(binding.host(), binding.port());
            return new HttpServer(javalin, binding);
        } catch (JavalinBindException e) {
            throw new UsageException(
                    "Cannot serve at " + binding.host() + ":" + binding.port()
                            + ": the port is taken, or may not be used by this user: end what listens there, or name another with --port",
                    e);
        } catch (RuntimeException e) {
            throw new EtlException(
                    "Cannot serve at " + binding.host() + ":" + binding.port() + ": " + e.getMessage(), e);
        }
    }

    private static void configure(JavalinConfig config, Binding binding, Limits limits, List<Face> faces) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.maxRequestSize = limits.bodyBytes();
        config.http.prefer405over404 = true;
        config.router.javaLangErrorHandler(HttpServer::fail);
        config.jetty.threadPool = new QueuedThreadPool(limits.threads());
        config.jetty.modifyHttpConfiguration(http -> limit(http, limits));
        config.jetty.modifyServer(server -> endGracefully(server, limits));
        config.jetty.modifyServer(
                server -> server.insertHandler(new SlowBodyHandler(limits.patience(), limits.leastBytesPerSecond())));
        binding.tls()
                .ifPresent(tls ->
                        config.jetty.addConnector((server, http) -> TlsConnector.of(server, http, binding, tls)));
        if (!binding.authenticated()) {
            config.routes.before(new HostCheck(binding.host())::check);
        }
        var all = new ArrayList<>(faces);
        all.add(new NoFace());
        all.forEach(face -> face.register(config.routes));
        config.routes.exception(HttpResponseException.class, (failure, request) -> fail(all, failure, request));
        config.routes.exception(Exception.class, (failure, request) -> fail(all, failure, request));
    }

    private static void limit(HttpConfiguration http, Limits limits) {
        http.setRequestHeaderSize(limits.headerBytes());
        http.setIdleTimeout(limits.idle().toMillis());
        http.setSendServerVersion(false);
    }

    private static void endGracefully(Server server, Limits limits) {
        server.setStopTimeout(limits.stopping().toMillis());
        server.insertHandler(new GracefulHandler());
    }

    private static void fail(List<Face> faces, Exception failure, Context request) {
        faces.stream()
                .filter(face -> face.serves(request.method().name(), request.path()))
                .findFirst()
                .orElseThrow()
                .fail(refused(failure), request);
    }

    /** What the listener refuses while a body is read, such as one that comes too slowly, has its status beneath what Javalin throws. */
    private static Exception refused(Exception failure) {
        return Stream.iterate((Throwable) failure, Objects::nonNull, Throwable::getCause)
                .filter(HttpException.class::isInstance)
                .map(HttpException.class::cast)
                .findFirst()
                .<Exception>map(jetty -> new HttpResponseException(jetty.getCode(), jetty.getReason()))
                .orElse(failure);
    }

    /** Errors of the JVM, such as a class that is missing, are nobody's to spell. */
    private static void fail(HttpServletResponse response, Error error) {
        LOG.error("A request failed", error);
        response.setStatus(500);
    }

    /** Where it listens, with the port that was free. */
    public String url() {
        var host = binding.host().contains(":") ? "[" + binding.host() + "]" : binding.host();
        return (binding.tls().isPresent() ? "https://" : "http://") + host + ":" + javalin.port();
    }

    /** What is served, each as {@code GET /path/{parameter}}. */
    public List<String> routes() {
        return javalin.unsafe.internalRouter.allHttpHandlers().stream()
                .map(each -> each.endpoint)
                .filter(endpoint -> endpoint.method.isHttpMethod())
                .map(endpoint -> endpoint.method.name() + " " + endpoint.path)
                .sorted()
                .toList();
    }

    /** Ends when what is in flight is answered, or cuts it off after the limit for that. */
    @Override
    public void close() {
        try {
            javalin.stop();
        } catch (JavalinException e) {
            if (!(e.getCause() instanceof TimeoutException)) {
                throw e;
            }
            LOG.warn("The server has ended, and connections that were still open are cut off");
        }
    }
}
