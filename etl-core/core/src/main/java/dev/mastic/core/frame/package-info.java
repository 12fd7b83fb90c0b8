// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
/** DynamicFrames, the transforms over them, and the rows that were refused on the way. */
package dev.mastic.core.frame;
