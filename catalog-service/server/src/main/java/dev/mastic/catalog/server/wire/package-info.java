// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
/** AWS JSON 1.1: Glue's shapes as JSON, their constraints, errors and page tokens. Knows neither HTTP nor the catalog. */
package dev.mastic.catalog.server.wire;
