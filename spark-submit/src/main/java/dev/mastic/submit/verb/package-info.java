// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors

/** What every verb has: common options, the opened state, the Spark session, failures as exit codes, an end in good order. */
package dev.mastic.submit.verb;
