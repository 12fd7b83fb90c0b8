// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import picocli.CommandLine;

/**
 * Serves a moment, asks the first things that clients ask, and ends: so all classes that a server needs have been met, and
 * {@code bin/mastic-cds} can keep them. Takes the options of {@code mastic serve}.
 */
final class Rehearsal {
    private static final List<String> OPERATIONS = List.of("GetDatabases", "GetCrawlers", "GetJobs", "GetConnections");
    private static final List<String> PAGES =
            List.of("/health", "/", "/runs", "/iceberg/v1/config", "/iceberg/v1/namespaces");
    private final HttpClient client = HttpClient.newHttpClient();
    private final URI server;

    private Rehearsal(String url) {
        this.server = URI.create(url);
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        var serve = new Serve();
        new CommandLine(serve).parseArgs(arguments);
        try (var running = serve.start()) {
            new Rehearsal(running.server().url()).ask();
        }
        System.exit(0);
    }

    private void ask() throws IOException, InterruptedException {
        for (var page : PAGES) {
            send(HttpRequest.newBuilder(server.resolve(page)));
        }
        for (var operation : OPERATIONS) {
            send(HttpRequest.newBuilder(server.resolve("/"))
                    .header("X-Amz-Target", "AWSGlue." + operation)
                    .POST(BodyPublishers.ofString("{}")));
        }
    }

    private void send(HttpRequest.Builder request) throws IOException, InterruptedException {
        var answer = client.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(answer.uri() + " answers " + answer.statusCode() + ": " + answer.body());
        }
    }
}
