// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors

/** The demo, on bundled data. */
package dev.mastic.submit.demo;
