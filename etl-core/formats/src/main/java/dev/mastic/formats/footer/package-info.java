// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
/** Files that say themselves what is in them: Spark reads them, as what a scan asks for or as what they hold, and rows are converted. */
package dev.mastic.formats.footer;
