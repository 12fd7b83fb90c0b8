// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors

/** Lists, samples, classifies, merges and groups files; proposes catalog changes. */
package dev.mastic.crawler;
