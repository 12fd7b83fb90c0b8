// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.quality;

import org.apache.spark.sql.AnalysisException;

/** What Spark has against an expression. */
final class Analysis {
    private Analysis() {}

    /** The reason in one line. Spark's checked exceptions come undeclared; what is none of them goes on. */
    static String reason(Exception refused) {
        if (!(refused instanceof AnalysisException analysis)) {
            throw (RuntimeException) refused;
        }
        var first = analysis.message().strip().lines().findFirst().orElse("");
        return "Spark cannot run it: "
                + first.replaceFirst("^\\[[A-Z0-9_.]+] ", "").replaceFirst("( SQLSTATE: \\w+)?[.;]?$", "");
    }
}
