// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
/** SQL expressions and queries, typed without a session and run as part of a frame's plan. */
package dev.mastic.transforms.sql;
