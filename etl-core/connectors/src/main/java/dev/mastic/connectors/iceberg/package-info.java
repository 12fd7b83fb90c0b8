// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors

/**
 * The Iceberg sink: rows are staged as data files of the table, and one commit of the table's metadata makes them
 * visible.
 */
package dev.mastic.connectors.iceberg;
