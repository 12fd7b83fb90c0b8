// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors

/** Definitions of the catalog as people write them: read, compared, changed and written, without the command line around it. */
package dev.mastic.submit.definition;
