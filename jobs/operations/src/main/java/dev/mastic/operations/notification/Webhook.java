// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.operations.notification;

import dev.mastic.core.config.Secret;
import dev.mastic.core.failure.EtlException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Map;

/**
 * A server that takes notifications as {@code POST} of JSON. Any status from 200 to 299 says that it has; redirects are not followed, for
 * they would lead the headers elsewhere.
 *
 * @param url whole, and only its host is shown: many hold a secret in their path
 * @param headers beside {@code Content-Type}
 * @param timeout of the whole call
 */
record Webhook(URI url, Map<String, Secret> headers, Duration timeout) implements Channel {
    @Override
    public void send(String report) {
        var request = HttpRequest.newBuilder(url)
                .timeout(timeout)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(report));
        headers.forEach((name, value) -> request.header(name, value.reveal()));
        int status = status(request.build());
        if (status / 100 != 2) {
            throw new NotSentException(shown(), "it answered with status " + status + " (expected 200 to 299)", null);
        }
    }

    private int status(HttpRequest request) {
        var client = HttpClient.newBuilder()
                .connectTimeout(timeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (HttpTimeoutException e) {
            throw new NotSentException(shown(), "it did not answer within " + timeout.toSeconds() + " s", e);
        } catch (ConnectException e) {
            throw new NotSentException(shown(), "nobody listens there", e);
        } catch (IOException e) {
            throw new NotSentException(shown(), "the connection broke", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EtlException("Cannot notify " + shown() + ": the thread was interrupted", e);
        }
    }

    @Override
    public String shown() {
        return "webhook " + url.getScheme() + "://" + url.getAuthority();
    }
}
