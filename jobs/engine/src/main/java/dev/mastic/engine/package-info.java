// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors

/** From a written job to a plan to a finished run; recovery. */
package dev.mastic.engine;
