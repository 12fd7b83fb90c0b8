// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors

/**
 * What every format needs that is read byte by byte: windows on plain and packed files, splits, refusals with their places, a budget, and
 * Spark's scan with its second pass for faults. A format adds a {@link dev.mastic.formats.text.Grammar}: how the next record is found and
 * read.
 */
package dev.mastic.formats.text;
