// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors

/** Parquet: types from the footer, Spark's reader over exact files, Spark's writer. */
package dev.mastic.formats.parquet;
