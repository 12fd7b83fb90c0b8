// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.console;

import dev.mastic.core.io.Verdict;
import java.util.ArrayList;
import java.util.List;

/** What rules say, as people read it. */
public final class VerdictText {
    private VerdictText() {}

    public static void print(Console console, String of, Verdict verdict) {
        int all = verdict.rules().size();
        console.show(of + ": " + (all - verdict.failed().size()) + " of " + all
                + (all == 1 ? " rule holds" : " rules hold"));
        verdict.rules().forEach(rule -> {
            console.show((rule.passed() ? "  passed  " : "  FAILED  ") + rule.rule());
            rule.reason().ifPresent(reason -> console.show("          " + reason));
        });
    }

    /** The rules as rows; the first holds the names. */
    public static List<List<String>> rows(Verdict verdict) {
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("rule", "outcome", "reason"));
        verdict.rules()
                .forEach(rule -> rows.add(
                        List.of(rule.rule(), rule.outcome(), rule.reason().orElse(""))));
        return rows;
    }
}
