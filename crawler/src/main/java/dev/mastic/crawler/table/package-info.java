// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors

/** Tables as a crawl found them, and what becomes of those that the catalog has. */
package dev.mastic.crawler.table;
