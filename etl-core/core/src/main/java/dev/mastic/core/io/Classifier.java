// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.io;

import java.util.Optional;

/**
 * Recognises files of one kind that its settings describe. A crawler asks its classifiers in their order, before the formats; a match of
 * certainty 1 ends the search. Immutable and thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/custom-classifier.html">Custom classifiers in Glue</a>
 */
public interface Classifier {
    /** What a file is, judged from its sample; empty for "not mine". Starts no Spark. */
    Optional<Match> classify(Sample sample);
}
