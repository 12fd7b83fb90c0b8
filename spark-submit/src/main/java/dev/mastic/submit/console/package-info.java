// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors

/** How a command speaks: data to stdout as a table, JSON or CSV, talk to stderr, nothing that a terminal would obey. */
package dev.mastic.submit.console;
