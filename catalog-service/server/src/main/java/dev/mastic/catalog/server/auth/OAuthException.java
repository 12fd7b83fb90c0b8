// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.auth;

import dev.mastic.core.failure.EtlException;

/**
 * A request for a token that is refused.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-5.2">RFC 6749: error response</a>
 */
public final class OAuthException extends EtlException {
    private static final long serialVersionUID = 1L;
    private final String error;

    /**
     * A refusal.
     *
     * @param error the word of the standard, such as {@code invalid_client}
     */
    public OAuthException(String error, String message) {
        super(message);
        this.error = error;
    }

    /** The word of the standard. */
    public String error() {
        return error;
    }
}
