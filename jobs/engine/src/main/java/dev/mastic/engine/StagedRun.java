// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.engine;

import dev.mastic.core.bookmark.Receipt;
import dev.mastic.core.io.Renamed;
import dev.mastic.core.io.Staged;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The output of a run that is written and not yet visible.
 *
 * @param bySink in the order of the commits
 * @param outputs the names of what each step gave, by its label
 * @param renamed the columns that targets hold under other names, by sink and frame
 * @param quality what was said of the rows; nothing until they are looked at
 */
record StagedRun(
        Map<String, Staged> bySink,
        FaultPass faults,
        RowCounts counts,
        Map<String, List<String>> outputs,
        Map<String, Map<String, List<Renamed>>> renamed,
        List<GateReport> quality) {
    /** The same output, after its rows were looked at. */
    StagedRun checked(List<GateReport> said) {
        return new StagedRun(bySink, faults, counts, outputs, renamed, said);
    }

    Map<String, Receipt> receipts() {
        var receipts = new LinkedHashMap<String, Receipt>();
        bySink.forEach((name, staged) -> receipts.put(name, staged.receipt()));
        return receipts;
    }
}
