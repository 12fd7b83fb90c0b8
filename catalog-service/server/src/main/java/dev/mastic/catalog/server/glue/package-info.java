// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
/**
 * The Glue face: {@code POST /} with {@code X-Amz-Target: AWSGlue.<Operation>}. One class a group of operations, each of which adds its own
 * to {@link dev.mastic.catalog.server.glue.Operations}.
 */
package dev.mastic.catalog.server.glue;
