// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.csv;

import java.io.Serializable;

/**
 * How the values of one column are spelled, where that is other than in the rest of the table.
 *
 * @param decimal the mark before the fraction
 * @param thousands the mark between groups of three digits, or {@link Syntax#NONE}
 * @param dates how dates are written
 * @param flags whether its words for true and false are flags, though a file may have only one of them
 */
record ColumnNotation(int decimal, int thousands, DateOrder dates, boolean flags) implements Serializable {}
