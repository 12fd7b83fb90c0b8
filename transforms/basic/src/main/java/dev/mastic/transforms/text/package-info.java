// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
/** Records that stand as texts in a column: how they are read without a loss. */
package dev.mastic.transforms.text;
