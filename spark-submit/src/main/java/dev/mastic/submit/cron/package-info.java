// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors

/** Commands as cron starts them: one at a time, within a time limit, with a log, and silent when all is well. */
package dev.mastic.submit.cron;
