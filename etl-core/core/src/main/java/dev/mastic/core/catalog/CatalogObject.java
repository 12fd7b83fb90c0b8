// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.catalog;

import java.time.Instant;

/**
 * Another object of the catalog as it is kept.
 *
 * @param version counted from 1 by the catalog; each update adds one. Earlier ones are not kept
 * @param json what it is: JSON, given back as it was given
 */
public record CatalogObject(ObjectKey key, long version, Instant created, Instant updated, String json) {}
