// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.page;

import dev.mastic.core.failure.UsageException;
import java.util.Optional;

/** What a page is asked for is not there. */
final class NothingHereException extends UsageException {
    private static final long serialVersionUID = 1L;
    private final transient Optional<MessagePage.Near> near;

    NothingHereException(String message, Optional<MessagePage.Near> near) {
        super(message);
        this.near = near;
    }

    /** What was meant, most likely. */
    Optional<MessagePage.Near> near() {
        return near;
    }
}
