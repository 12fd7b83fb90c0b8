// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors

/** Dialect, inference, reading and writing, one package a format. */
package dev.mastic.formats;
