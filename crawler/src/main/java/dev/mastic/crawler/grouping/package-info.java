// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors

/** Which folders are tables and which are partitions, and why. */
package dev.mastic.crawler.grouping;
