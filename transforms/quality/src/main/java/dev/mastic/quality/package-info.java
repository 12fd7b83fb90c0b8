// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors

/** Rules of data quality in DQDL, run by Deequ and by conditions on rows; profiles of frames. */
package dev.mastic.quality;
