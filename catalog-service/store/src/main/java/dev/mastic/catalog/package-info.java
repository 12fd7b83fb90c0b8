// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors

/** Databases, tables, versions and partitions; the same as an Iceberg catalog. */
package dev.mastic.catalog;
