// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.auth;

import dev.mastic.catalog.Access;

/** Where nobody has to prove anything, clients that want to may do so. */
final class AnyBearer implements Bearers {
    private static final String TOKEN = "not-asked-for";

    @Override
    public Access verify(String authorization) {
        return Access.toEverything("anyone");
    }

    @Override
    public String issue(String id, String secret) {
        return TOKEN;
    }

    @Override
    public String renew(String token) {
        return TOKEN;
    }
}
