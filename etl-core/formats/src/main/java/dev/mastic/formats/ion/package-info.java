// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
/** Ion, in text and binary: values found by their bounds, read by Amazon's library. */
package dev.mastic.formats.ion;
