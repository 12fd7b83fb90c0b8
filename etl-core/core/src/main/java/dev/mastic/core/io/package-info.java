// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
/** Sources, sinks and formats, and the files by which a crash-safe output is recognised. */
package dev.mastic.core.io;
