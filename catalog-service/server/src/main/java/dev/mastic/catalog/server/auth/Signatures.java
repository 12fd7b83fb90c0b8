// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.auth;

/** Decides whether a request comes from whom it says. */
public interface Signatures {
    /** Takes every request, signed or not: for servers that only this machine can reach. */
    Signatures ANY = request -> {};

    /**
     * Checks a request.
     *
     * @throws dev.mastic.catalog.server.wire.AwsError if it is not signed well by someone known
     */
    void verify(SignedRequest request);
}
