// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
/** Crawlers: what they look at, how they decide, and what they report; no Spark class. */
package dev.mastic.core.crawl;
