// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors

/** Tests of written jobs: mastic test. */
package dev.mastic.submit.testing;
