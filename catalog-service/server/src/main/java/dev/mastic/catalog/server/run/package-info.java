// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
/** Runs of crawlers and jobs: children of the server that are {@code mastic} itself, with the server's state. */
package dev.mastic.catalog.server.run;
