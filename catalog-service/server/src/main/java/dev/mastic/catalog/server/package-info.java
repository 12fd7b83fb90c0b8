// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
/** {@code mastic serve}: the catalog for programs that speak HTTP. */
package dev.mastic.catalog.server;
