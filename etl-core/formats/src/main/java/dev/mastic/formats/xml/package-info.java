// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
/** XML: row tags found or told, records as they stream by, no entity resolved. */
package dev.mastic.formats.xml;
