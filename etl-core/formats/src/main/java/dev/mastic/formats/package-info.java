// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors

/** The formats that Mastic reads and writes, one package each; here what all readers of files share. */
package dev.mastic.formats;
