// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.hive;

import dev.mastic.core.failure.UsageException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where a Hive metastore listens: {@code thrift://host:9083}, or several of one metastore with commas between them, as in
 * {@code hive.metastore.uris}.
 */
record MetastoreUris(List<URI> uris) {
    private static final String EXPECTED = "thrift://host:port, several with commas between them";

    static MetastoreUris parse(String text) {
        return new MetastoreUris(Stream.of(text.split(",", -1))
                .map(part -> uri(text, part.trim()))
                .toList());
    }

    private static URI uri(String text, String part) {
        try {
            var uri = new URI(part);
            if ("thrift".equals(uri.getScheme()) && uri.getHost() != null && uri.getPort() > 0) {
                return uri;
            }
        } catch (URISyntaxException e) {
            throw new UsageException(
                    "Invalid address of a Hive metastore: " + e.getMessage() + " (expected " + EXPECTED + ")", e);
        }
        throw new UsageException("Invalid address of a Hive metastore: '" + text + "' (expected " + EXPECTED + ")");
    }

    @Override
    public String toString() {
        return String.join(",", uris.stream().map(URI::toString).toList());
    }
}
