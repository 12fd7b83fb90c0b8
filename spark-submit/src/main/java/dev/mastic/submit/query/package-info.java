// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors

/** Rows on the screen: cat, sql and compare. */
package dev.mastic.submit.query;
