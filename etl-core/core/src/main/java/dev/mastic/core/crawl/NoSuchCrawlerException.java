// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.crawl;

import dev.mastic.core.failure.Suggestion;
import dev.mastic.core.failure.UsageException;
import java.util.Collection;

/** A crawler was named that is not kept. */
public final class NoSuchCrawlerException extends UsageException {
    private static final long serialVersionUID = 1L;

    public NoSuchCrawlerException(String name, Collection<String> known) {
        super("No such crawler: '" + name + "' " + Suggestion.among(name, known));
    }
}
