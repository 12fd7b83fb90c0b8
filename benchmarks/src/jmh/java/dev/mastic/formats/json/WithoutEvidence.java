// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.json;

import dev.mastic.core.io.InputFile;
import dev.mastic.core.type.Observed;
import dev.mastic.formats.text.ReadBudget;
import dev.mastic.formats.text.Records;
import dev.mastic.formats.text.Stretch;
import dev.mastic.formats.text.TextFile;
import java.io.IOException;

/**
 * The kinds of value in a file of JSON lines, as {@link JsonInference} takes them down, but without what only evidence needs: no line is
 * counted, so that examples name the number of their record. Counts stay, for they are how a kind is taken down.
 */
public final class WithoutEvidence {
    private WithoutEvidence() {}

    /** All rows of one file. */
    public static Observed of(InputFile file) throws IOException {
        var tally = new JsonTally(file.item().path());
        var layout = JsonLayout.SHOWN.in(new TextFile(file));
        var rows = new long[1];
        try (var lines = new TextFile(file).lines(0, ReadBudget.LOOK, !layout.isDocument(), false);
                var records =
                        new Records<>(lines, Stretch.ALL, layout.grammar(tally), refusal -> {}, ReadBudget.LOOK)) {
            for (var record = records.next(); record != null; record = records.next()) {
                rows[0]++;
                record.keep(() -> rows[0]);
            }
        }
        return tally.observation().toObserved();
    }
}
