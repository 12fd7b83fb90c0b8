// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors

/** The catalog's Iceberg tables and views by Iceberg's REST protocol, under {@code /iceberg}. */
package dev.mastic.catalog.server.iceberg;
