// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors

/** What lies below the targets, and which of it changed since the last crawl. */
package dev.mastic.crawler.listing;
