// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors

/** The words of the language: types, frames, settings, sources, sinks, and the session. */
package dev.mastic.core;
