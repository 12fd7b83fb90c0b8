// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors

/** Sparks that are not the distribution's: those of PyPI. */
package dev.mastic.submit.foreign;
