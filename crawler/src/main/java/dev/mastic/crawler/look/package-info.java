// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors

/** Looks at single files: what a file is, by the classifiers in their order, and what is in it; in threads or in tasks of Spark. */
package dev.mastic.crawler.look;
