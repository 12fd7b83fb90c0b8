// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors

/** The verb {@code trigger}. */
package dev.mastic.submit.trigger;
