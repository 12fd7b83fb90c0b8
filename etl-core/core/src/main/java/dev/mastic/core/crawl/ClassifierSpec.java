// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.crawl;

import java.io.Serializable;
import java.util.Map;

/**
 * A custom classifier as it is kept.
 *
 * @param name how crawlers call it
 * @param kind the name of its factory: {@code grok}, {@code json}, {@code xml} or {@code csv}
 * @param settings the settings of that factory
 */
public record ClassifierSpec(String name, String kind, Map<String, Object> settings) implements Serializable {
    public ClassifierSpec {
        settings = Map.copyOf(settings);
    }
}
