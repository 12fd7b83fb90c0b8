// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors

/** The verbs of the catalog, its connections, and the care of its Iceberg tables. */
package dev.mastic.submit.catalog;
