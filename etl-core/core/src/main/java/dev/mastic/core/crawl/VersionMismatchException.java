// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.crawl;

import dev.mastic.core.failure.EtlException;

/** A compare-and-set was lost: someone else has changed the crawler or classifier since it was read. Nothing was written. */
public final class VersionMismatchException extends EtlException {
    private static final long serialVersionUID = 1L;

    public VersionMismatchException(String noun, String name, long expected, long found) {
        super("Cannot update " + noun + " '" + name + "': it was changed by someone else (got version " + found
                + "; expected " + expected + "): read it again and repeat the change");
    }
}
