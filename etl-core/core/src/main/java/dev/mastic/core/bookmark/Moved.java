// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.bookmark;

/**
 * How a change by hand has moved a bookmark.
 *
 * @param before the position in words; empty where there was none
 * @param after the position in words; empty where the source is read from its beginning now
 * @param added how many files count as read now that did not before
 * @param reversed how many files count as read in another version than before
 * @param forgotten how many files do not count as read any more
 */
public record Moved(String source, String before, String after, long added, long reversed, long forgotten) {}
