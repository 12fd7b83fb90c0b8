// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.auth;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a signature is over.
 *
 * @param path without a query
 * @param headers by name; letters may be large or small
 */
public record SignedRequest(String method, String path, Map<String, String> headers, byte[] body) {
    public SignedRequest {
        var folded = new TreeMap<String, String>();
        headers.forEach((name, value) -> folded.put(name.toLowerCase(Locale.ROOT), value));
        headers = folded;
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }
}
