// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
/** Tables of PostgreSQL as sources, whose bookmark is a cursor, and as sinks, which commit in one transaction. */
package dev.mastic.connectors.jdbc;
