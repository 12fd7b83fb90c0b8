// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.quality;

import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.type.Type;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;

/** The rows of a frame with what the rules say of each, in the columns that Glue gives them. */
record RowOutcomes(Ruleset ruleset) {
    static final String PASS = "DataQualityRulesPass";
    static final String FAIL = "DataQualityRulesFail";
    static final String SKIP = "DataQualityRulesSkip";
    static final String RESULT = "DataQualityEvaluationResult";
    private static final Type TEXTS = new Type.Array(Type.Primitive.STRING);

    /** The type of such rows. */
    static Type.Struct shape(Type.Struct type) {
        var fields = new ArrayList<>(type.fields());
        for (var name : List.of(PASS, FAIL, SKIP, RESULT)) {
            if (type.field(name).isPresent()) {
                throw new UsageException(
                        "Cannot add the outcomes of rules: there is a column '" + name + "' already; rename it before");
            }
            fields.add(new Type.Field(name, name.equals(RESULT) ? Type.Primitive.STRING : TEXTS));
        }
        return new Type.Struct(fields);
    }

    DynamicFrame of(DynamicFrame frame) {
        var shape = shape(frame.schema());
        var rows = frame.toDF();
        var passed = new ArrayList<Column>();
        var failed = new ArrayList<Column>();
        var skipped = new ArrayList<Column>();
        for (var rule : ruleset.rules()) {
            var text = functions.lit(rule.text());
            var each = DataQuality.perRow(rule.parsed(), frame).map(RowCondition::kept);
            each.ifPresentOrElse(
                    kept -> {
                        passed.add(functions.when(kept, text));
                        failed.add(functions.when(functions.not(kept), text));
                    },
                    () -> skipped.add(functions.when(functions.lit(true), text)));
        }
        var columns = new ArrayList<Column>();
        frame.schema().names().forEach(name -> columns.add(DynamicFrame.column(rows, name)));
        columns.add(texts(passed).as(PASS));
        columns.add(texts(failed).as(FAIL));
        columns.add(texts(skipped).as(SKIP));
        columns.add(result(failed).as(RESULT));
        return frame.derive(shape, rows.select(columns.toArray(Column[]::new)));
    }

    /** Those of the texts that are not null. */
    private static Column texts(List<Column> texts) {
        var all = functions.array(texts.toArray(Column[]::new)).cast("array<string>");
        return nullable(functions.array_compact(all));
    }

    private static Column result(List<Column> failed) {
        var any = failed.stream().map(Column::isNotNull).reduce(functions.lit(false), Column::or);
        return nullable(functions.when(any, "Failed").otherwise("Passed"));
    }

    /** As every column of a frame is. */
    private static Column nullable(Column column) {
        return functions.when(functions.lit(true), column);
    }
}
