// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors

/** Crawls of folders, and the crawlers and classifiers that the catalog keeps. */
package dev.mastic.submit.crawl;
