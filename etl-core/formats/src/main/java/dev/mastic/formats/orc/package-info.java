// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors

/** ORC: types from the footer, Spark's reader over exact files, Spark's writer with the marks of choices. */
package dev.mastic.formats.orc;
