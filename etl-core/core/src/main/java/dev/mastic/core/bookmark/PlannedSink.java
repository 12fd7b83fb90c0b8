// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.bookmark;

/**
 * All that a fresh process needs to rebuild a sink without the job's code.
 *
 * @param name the name of the sink in the job
 * @param factory the name of its factory
 * @param settings its unresolved settings, as {@code Settings.render()} gives them
 */
public record PlannedSink(String name, String factory, String settings) {}
