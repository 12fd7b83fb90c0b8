// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.quality;

import software.amazon.glue.dqdl.model.DQRule;

/** The statement of a {@code CustomSql}. */
final class Sql {
    /** The name of the frame that is looked at, in statements. */
    static final String PRIMARY = "primary";

    private Sql() {}

    static String of(DQRule rule) {
        return Rule.parameters(rule).get(0).replace("\\\"", "\"");
    }
}
