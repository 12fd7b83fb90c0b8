// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
/** Databases, tables with versions, partitions; no Spark class. */
package dev.mastic.core.catalog;
