// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
/** What the server proves itself by to clients: a certificate and its key, out of files. */
package dev.mastic.catalog.server.tls;
