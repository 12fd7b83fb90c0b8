// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors

/** What this machine lacks. */
package dev.mastic.submit.doctor;
