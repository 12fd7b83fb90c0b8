// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors

/** A catalog and a Hive metastore, brought into step: the difference first, then the change. */
package dev.mastic.catalog.hive;
