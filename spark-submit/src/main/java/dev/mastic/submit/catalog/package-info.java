// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
/** What the verbs of the catalog do, without the command line around it. */
package dev.mastic.submit.catalog;
