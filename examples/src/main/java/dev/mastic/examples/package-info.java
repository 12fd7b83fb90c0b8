// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors

/** Small complete jobs in Java; each has a twin in HOCON under {@code examples/jobs}. */
package dev.mastic.examples;
