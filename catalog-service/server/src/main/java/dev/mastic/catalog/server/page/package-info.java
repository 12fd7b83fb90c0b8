// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
/** The page for people: what the catalog holds, as HTML without scripts. */
package dev.mastic.catalog.server.page;
