// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.page;

import dev.mastic.catalog.AccessDeniedException;
import dev.mastic.catalog.server.auth.Bearers;
import dev.mastic.catalog.server.auth.Callers;
import dev.mastic.catalog.server.http.Face;
import dev.mastic.catalog.server.page.MessagePage.Near;
import dev.mastic.core.bookmark.RunHistory;
import dev.mastic.core.catalog.Catalog;
import dev.mastic.core.catalog.NoSuchDatabaseException;
import dev.mastic.core.catalog.NoSuchTableException;
import dev.mastic.core.crawl.CrawlerStore;
import dev.mastic.core.failure.UsageException;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HttpResponseException;
import io.javalin.router.JavalinDefaultRoutingApi;
import java.util.Optional;
import java.util.function.Function;
import org.apache.iceberg.io.FileIO;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pages for people, at {@code /}: every address that is asked for by GET and that no face before this one serves, also those where
 * nothing is. They change nothing, need no script, and fetch nothing from elsewhere.
 */
public final class PageFace implements Face {
    private static final Logger LOG = LoggerFactory.getLogger(PageFace.class);
    private static final String HTML = "text/html; charset=utf-8";
    private static final String POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self';"
            + " base-uri 'none'; frame-ancestors 'none'";
    private static final int OK = 200;
    private static final int NOT_MODIFIED = 304;
    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int FAILED = 500;
    private final Styles styles = Styles.ofJar();
    private final Sources sources;
    private final SignIn signIn;
    private final Callers callers;

    /**
     * What the pages show.
     *
     * @param files reads the metadata of Iceberg tables, from places that the server may read
     */
    public record Sources(Catalog catalog, RunHistory runs, CrawlerStore crawlers, FileIO files) {}

    /**
     * The pages of a catalog.
     *
     * @param sources the catalog asks the callers who may see what
     */
    public PageFace(Sources sources, Bearers bearers, Callers callers) {
        this.sources = sources;
        this.signIn = new SignIn(bearers);
        this.callers = callers;
    }

    @Override
    public boolean serves(String method, String path) {
        return method.equals("GET") || method.equals("HEAD");
    }

    @Override
    public void register(JavalinDefaultRoutingApi routes) {
        var tables = new CatalogPages(sources.catalog(), new IcebergSnapshots(sources.files()));
        var work = new WorkPages(
                sources.runs(), sources.crawlers(), sources.catalog().objects(), callers);
        page(routes, Links.HOME, tables::databases);
        page(routes, Links.DATABASE, tables::database);
        page(routes, Links.TABLE, tables::table);
        page(routes, Links.PARTITIONS, tables::partitions);
        page(routes, Links.STORAGE, tables::storage);
        page(routes, Links.SNAPSHOTS, tables::snapshots);
        page(routes, Links.VERSIONS, tables::versions);
        page(routes, Links.SEARCH, tables::search);
        page(routes, Links.RUNS, work::runs);
        page(routes, Links.RUN, work::run);
        page(routes, Links.CRAWLERS, work::crawlers);
        page(routes, Links.CRAWLER, work::crawler);
        page(routes, Links.ACTIVITY, question -> work.activity(tables.newest(question)));
        add(routes, Styles.PATH, this::styles);
        add(routes, Icon.LINK, PageFace::icon);
    }

    private void page(JavalinDefaultRoutingApi routes, String path, Function<Question, Document> page) {
        add(
                routes,
                path,
                request -> callers.run(signIn.verify(request.header("Authorization")), () -> {
                    var question = new Question(request::queryParam);
                    answer(request, OK, page.apply(question));
                }));
    }

    /** Who asks for the head alone gets what a GET gives, without its body. */
    private static void add(JavalinDefaultRoutingApi routes, String path, Handler handler) {
        routes.get(path, handler);
        routes.head(path, handler);
    }

    private void answer(Context request, int status, Document document) {
        request.status(status)
                .contentType(HTML)
                .header("Content-Security-Policy", POLICY)
                .header("X-Content-Type-Options", "nosniff")
                .header("X-Frame-Options", "DENY")
                .header("Referrer-Policy", "no-referrer")
                .header("Cache-Control", "no-store")
                .result(document.html(styles));
    }

    private void styles(Context request) {
        var tag = "\"" + styles.tag() + "\"";
        asset(request, "text/css; charset=utf-8").header("ETag", tag);
        if (tag.equals(request.header("If-None-Match"))) {
            request.status(NOT_MODIFIED);
        } else {
            request.result(styles.text());
        }
    }

    private static void icon(Context request) {
        asset(request, "image/svg+xml").result(Icon.SVG);
    }

    private static Context asset(Context request, String type) {
        return request.contentType(type)
                .header("X-Content-Type-Options", "nosniff")
                .header("Cache-Control", "public, max-age=86400");
    }

    @Override
    public void fail(Exception failure, Context request) {
        if (failure instanceof NothingHereException nothing) {
            say(request, NOT_FOUND, "Not found", failure.getMessage(), nothing.near());
        } else if (failure instanceof NoSuchTableException || failure instanceof NoSuchDatabaseException) {
            // it has gone after it was found
            say(request, NOT_FOUND, "Not found", failure.getMessage(), Optional.empty());
        } else if (failure instanceof AccessDeniedException) {
            say(request, FORBIDDEN, "Not allowed", failure.getMessage(), Optional.empty());
        } else if (failure instanceof UsageException) {
            say(request, BAD_REQUEST, "That cannot be shown", failure.getMessage(), Optional.empty());
        } else if (failure instanceof HttpResponseException refused) {
            refuse(request, refused);
        } else {
            LOG.error("{} {} failed", request.method(), request.path(), failure);
            say(request, FAILED, "That has failed", "The log of the server says why.", Optional.empty());
        }
    }

    private void refuse(Context request, HttpResponseException refused) {
        int status = refused.getStatus();
        if (status == UNAUTHORIZED) {
            request.header("WWW-Authenticate", "Basic realm=\"Mastic\", charset=\"UTF-8\"");
        }
        var title = status == UNAUTHORIZED ? "Sign in" : status == NOT_FOUND ? "Not found" : "That cannot be shown";
        say(
                request,
                status,
                title,
                status == NOT_FOUND ? "There is no such page." : refused.getMessage(),
                Optional.empty());
    }

    private void say(Context request, int status, String title, String message, Optional<Near> near) {
        answer(request, status, new MessagePage(title, message, near).document());
    }
}
