// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors

/** Failed runs that are tried again. */
package dev.mastic.operations.retry;
