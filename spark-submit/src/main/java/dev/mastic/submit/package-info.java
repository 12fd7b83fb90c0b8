// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors

/** The one main class, the command line and the distribution. */
package dev.mastic.submit;
