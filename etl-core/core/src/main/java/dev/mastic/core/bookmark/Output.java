// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.bookmark;

import java.util.Optional;

/**
 * The identity of what one sink writes in one run.
 *
 * @param slices the digest of everything that the run reads
 * @param replaces the run whose output this one takes the place of
 */
public record Output(Run run, String sink, Digest slices, Optional<Run> replaces) {}
