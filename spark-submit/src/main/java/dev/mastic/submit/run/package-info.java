// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors

/** Runs of jobs: run and check them, and what the runs have been. */
package dev.mastic.submit.run;
