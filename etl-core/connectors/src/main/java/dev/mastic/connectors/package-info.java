// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors

/** File, JDBC and Iceberg sources and sinks. */
package dev.mastic.connectors;
