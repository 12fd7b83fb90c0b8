// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
/** One shape for every extension: a factory with a name and settings, found in a registry. */
package dev.mastic.core.plugin;
