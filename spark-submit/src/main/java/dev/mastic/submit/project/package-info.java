// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors

/** New projects of users. */
package dev.mastic.submit.project;
