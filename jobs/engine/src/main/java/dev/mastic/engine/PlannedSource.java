// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.engine;

import dev.mastic.core.bookmark.Read;
import dev.mastic.core.config.Origin;
import dev.mastic.core.io.Source;

/**
 * A source that is ready to be sliced.
 *
 * @param bookmark the name that its bookmark and its slices are kept under
 */
record PlannedSource(String name, String bookmark, Read read, Source source, Origin origin) {}
