// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
/** Who sends a request: AWS's signatures, version 4, and the keys that they are made with. */
package dev.mastic.catalog.server.auth;
