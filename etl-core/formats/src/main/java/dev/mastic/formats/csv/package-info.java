// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors

/** Delimited text: its dialect is sniffed from a sample, its types are inferred from bytes, its rows are read with faults. */
package dev.mastic.formats.csv;
