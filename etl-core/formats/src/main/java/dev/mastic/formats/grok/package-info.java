// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
/**
 * Lines of logs, read by grok patterns: {@link dev.mastic.formats.grok.GrokPattern} is what a pattern says,
 * {@link dev.mastic.formats.grok.KnownLogs} are the logs that are found by themselves, {@link dev.mastic.formats.grok.LineMatcher} matches
 * a line within a budget of steps.
 */
package dev.mastic.formats.grok;
