// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors

/** The one relational store behind catalog, bookmarks and runs. */
package dev.mastic.database;
