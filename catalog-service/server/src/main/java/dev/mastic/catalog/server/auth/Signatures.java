// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.auth;

import dev.mastic.catalog.Access;

/** Decides whether a request comes from whom it says. */
public interface Signatures {
    /** Takes every request, signed or not: for servers that only this machine can reach. */
    Signatures ANY = request -> Access.toEverything("anyone");

    /**
     * Checks a request.
     *
     * @return what its sender may do
     * @throws dev.mastic.catalog.server.wire.AwsError if it is not signed well by someone known
     */
    Access verify(SignedRequest request);
}
