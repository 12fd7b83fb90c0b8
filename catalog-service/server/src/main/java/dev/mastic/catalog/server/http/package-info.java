// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
/** The HTTP process without any protocol: one listener, its limits, and the faces that share it. */
package dev.mastic.catalog.server.http;
