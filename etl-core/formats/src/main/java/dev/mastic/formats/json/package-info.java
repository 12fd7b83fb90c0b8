// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors

/** JSON Lines, and objects that span lines: inference, a reader of our own for Spark, Spark's writer. */
package dev.mastic.formats.json;
