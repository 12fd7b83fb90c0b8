// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors

/** Bookmarks, leases, the run journal and the run history. */
package dev.mastic.bookmarks;
