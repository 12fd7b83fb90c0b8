// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors

/** Which files of a folder are looked at, what was seen in them, and what the state remembers of that. */
package dev.mastic.crawler.sample;
