// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors

/** Who may ask a served catalog for what, and who did. */
package dev.mastic.submit.access;
