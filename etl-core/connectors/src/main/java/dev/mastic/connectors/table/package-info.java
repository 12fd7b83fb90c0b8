// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
/** Tables of a catalog, whatever their format. */
package dev.mastic.connectors.table;
