// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.crawl;

import java.time.Instant;

/**
 * A custom classifier as the store has it.
 *
 * @param version 1 at first, one more with each update
 */
public record KeptClassifier(ClassifierSpec classifier, long version, Instant created, Instant updated) {
    /** How crawlers call it. */
    public String name() {
        return classifier.name();
    }
}
