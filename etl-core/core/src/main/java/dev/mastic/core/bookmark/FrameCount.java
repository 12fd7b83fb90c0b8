// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.bookmark;

/** How many rows and files of one frame were written, counted from the write's own committed tasks. */
public record FrameCount(String frame, long rows, long files) {}
