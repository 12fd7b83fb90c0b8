// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.page;

import dev.mastic.bookmarks.RelationalRunHistory;
import dev.mastic.catalog.RelationalCatalog;
import dev.mastic.catalog.RelationalCrawlerStore;
import dev.mastic.catalog.server.http.Binding;
import dev.mastic.catalog.server.http.HttpServer;
import dev.mastic.catalog.server.http.Limits;
import dev.mastic.database.RelationalStore;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.hadoop.HadoopFileIO;

/** The pages of a store in a file, at a port of this machine. */
final class Served implements AutoCloseable {
    private final HttpClient client = HttpClient.newHttpClient();
    private final RelationalStore store;
    private final HttpServer server;

    Served(Path dir) {
        store = RelationalStore.open(dir.resolve("mastic.db").toString());
        var sources = new PageFace.Sources(
                new RelationalCatalog(store),
                new RelationalRunHistory(store),
                new RelationalCrawlerStore(store),
                new HadoopFileIO(new Configuration(false)));
        server =
                HttpServer.start(new Binding("127.0.0.1", 0, false), Limits.standard(), List.of(new PageFace(sources)));
    }

    Sample sample() {
        return new Sample(store);
    }

    RelationalStore store() {
        return store;
    }

    String url() {
        return server.url();
    }

    HttpResponse<String> get(String address, String... headers) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(server.url()).resolve(address));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    /** The text of a page that is there. */
    String page(String address) throws IOException, InterruptedException {
        var answer = get(address);
        if (answer.statusCode() != 200) {
            throw new AssertionError(address + " answers " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }

    @Override
    public void close() {
        server.close();
        store.close();
    }
}
