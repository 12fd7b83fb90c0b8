// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
/** Typed settings read from HOCON or Java, with every problem of a file reported at once. */
package dev.mastic.core.config;
