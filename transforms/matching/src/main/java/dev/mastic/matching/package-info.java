// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
/** FindMatches: rows that are one thing, found without a key and without labels. */
package dev.mastic.matching;
