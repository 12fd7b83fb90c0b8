// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
/** Failures that a person can mend: one unchecked root, exit codes, and the grammar of their messages. */
package dev.mastic.core.failure;
