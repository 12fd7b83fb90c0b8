// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors

/** The catalog inside Spark SQL. */
package dev.mastic.catalog.spark;
