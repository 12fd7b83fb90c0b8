// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors

/** Finds rows that are one thing: {@code mastic match}. */
package dev.mastic.submit.match;
