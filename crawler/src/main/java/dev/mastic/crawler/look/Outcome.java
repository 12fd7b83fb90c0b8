// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler.look;

import dev.mastic.core.io.Format.Inference;
import dev.mastic.core.io.Match;
import java.io.Serializable;

/** What came of a look at one file. Public, for Spark's encoders take no other classes. */
public sealed interface Outcome extends Serializable {
    /**
     * It was read.
     *
     * @param classifier the custom classifier that knew it, else the kind of file
     * @param remark what is odd about it; empty where nothing is
     */
    record Read(Match match, String classifier, Inference inference, String remark) implements Outcome {}

    /**
     * It could not be read.
     *
     * @param unknown whether it could, but is of no known format
     */
    record Refused(String reason, boolean unknown) implements Outcome {}

    /** It could not be read. */
    static Outcome failed(String reason) {
        return new Refused(reason, false);
    }
}
