// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors

/** The verbs of bookmarks. */
package dev.mastic.submit.bookmark;
