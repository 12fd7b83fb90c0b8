// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors

/** Keeps Iceberg tables small and fast, by policies in the catalog. */
package dev.mastic.catalog.spark.maintain;
