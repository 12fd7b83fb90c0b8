// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
/** Types and their inference, without Spark: the crawler, the catalog and the server share them. */
package dev.mastic.core.type;
