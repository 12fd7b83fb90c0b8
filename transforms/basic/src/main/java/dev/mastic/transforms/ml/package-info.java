// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
/** Transforms that learn from the rows with Spark ML; what they have learnt becomes part of the plan as plain expressions. */
package dev.mastic.transforms.ml;
