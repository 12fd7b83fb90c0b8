// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors

/** Glue's transforms and the visual nodes, one class each. */
package dev.mastic.transforms;
