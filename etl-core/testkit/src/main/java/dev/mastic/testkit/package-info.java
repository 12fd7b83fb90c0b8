// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors

/** Contract kits, assertions and the floor plan; also for the tests of users' own jobs. */
package dev.mastic.testkit;
