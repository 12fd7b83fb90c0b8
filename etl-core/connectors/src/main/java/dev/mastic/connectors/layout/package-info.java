// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors

/** Tables of files that stay where they are: the layout {@code iceberg}, which a crawl asks for. */
package dev.mastic.connectors.layout;
