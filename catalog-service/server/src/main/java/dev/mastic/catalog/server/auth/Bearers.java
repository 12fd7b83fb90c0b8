// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.auth;

import dev.mastic.catalog.Access;

/** Decides for whom a request with a header {@code Authorization} for REST is done. */
public interface Bearers {
    /** Takes every request, and every credential: for servers that only this machine can reach. */
    Bearers ANY = new AnyBearer();

    /**
     * Who sends a request.
     *
     * @param authorization the header; null if there is none
     * @throws org.apache.iceberg.exceptions.NotAuthorizedException if it is nobody known
     */
    Access verify(String authorization);

    /**
     * A token for a while, for one who has proved to be someone.
     *
     * @param id the name of a token, or the id of a key
     * @throws OAuthException if the secret is another one
     */
    String issue(String id, String secret);

    /**
     * A fresh token for one who has an old one that is still good.
     *
     * @throws OAuthException if it is not
     */
    String renew(String token);
}
