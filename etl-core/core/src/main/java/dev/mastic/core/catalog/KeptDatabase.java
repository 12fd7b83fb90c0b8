// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.catalog;

import java.time.Instant;

/**
 * A database as the catalog holds it.
 *
 * @param version counted from 1 by the catalog; each update adds one. Earlier ones are not kept
 */
public record KeptDatabase(Database database, long version, Instant created, Instant updated) {}
