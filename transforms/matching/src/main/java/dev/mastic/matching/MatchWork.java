// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.matching;

import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.type.Type;
import java.util.List;
import java.util.Optional;

/** One matching from rows to rows with ids, as both transforms do it. */
record MatchWork(MatchColumns columns, Tradeoffs tradeoffs, Teaching teaching) {
    /**
     * Matches. Runs Spark jobs.
     *
     * @param rows all of them, with their ids where they have some
     * @param output the columns that come out
     */
    Matched matched(DynamicFrame rows, Type.Struct output, boolean haveIds) {
        var keyed = columns.keyed(rows);
        var content = teaching.folder().map(ModelFile::read);
        var texts = RowTexts.of(keyed.toDF(), columns, compared(rows.schema(), content), haveIds);
        var records = texts.records();
        var spark = keyed.toDF().sparkSession();
        var answers = teaching.learned(spark, columns, records);
        var known = teaching.enforced(spark, columns, records, texts.known());
        var matching = new Matcher(tradeoffs, content.map(ModelFile.Content::model), answers).match(records, known);
        var ids = new MatchIds(records, known, matching).rows();
        return new Matched(
                keyed.derive(output, columns.joined(keyed.toDF(), ids, output)), MatchSummary.of(records, matching));
    }

    private List<String> compared(Type.Struct in, Optional<ModelFile.Content> content) {
        var own = columns.compared(in);
        if (content.isEmpty()) {
            return own;
        }
        var learned = content.get().columns();
        if (!columns.named().isEmpty() && !columns.named().equals(learned)) {
            throw new UsageException("Cannot find matches: columns are " + String.join(", ", columns.named())
                    + ", and the model was trained on " + String.join(", ", learned));
        }
        return new MatchColumns(columns.primaryKey(), columns.source(), learned).compared(in);
    }
}
