// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
/** Avro: types from the header, Spark's reader over exact files, Spark's rows in Avro's writer with the marks of choices. */
package dev.mastic.formats.avro;
