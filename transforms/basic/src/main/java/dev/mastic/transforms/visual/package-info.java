// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
/** The nodes of Glue Studio, one class each. */
package dev.mastic.transforms.visual;
