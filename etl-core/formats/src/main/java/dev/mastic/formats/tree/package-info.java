// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
/** Records of documents as trees of values, and how these become rows of a type: what XML and Ion share. */
package dev.mastic.formats.tree;
