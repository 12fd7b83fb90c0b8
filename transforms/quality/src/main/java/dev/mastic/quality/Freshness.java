// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.quality;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import software.amazon.glue.dqdl.model.condition.Condition;
import software.amazon.glue.dqdl.model.condition.duration.Duration;
import software.amazon.glue.dqdl.model.condition.duration.DurationBasedCondition;

/** {@code DataFreshness}: how long ago a time was, against spans of time. */
final class Freshness {
    private Freshness() {}

    /** Whether the time of a row is as old as the condition says; null counts as false. */
    static Column of(Column time, Condition condition) {
        var durations = (DurationBasedCondition) condition;
        var age = functions.current_timestamp().cast("long").minus(time.cast("timestamp").cast("long"));
        List<Column> spans = durations.getOperands().stream()
                .map(span -> functions.lit(seconds(span)))
                .toList();
        return switch (durations.getOperator()) {
            case EQUALS, IN -> age.isin(spans.toArray());
            case NOT_EQUALS, NOT_IN -> functions.not(age.isin(spans.toArray()));
            case BETWEEN -> age.gt(spans.get(0)).and(age.lt(spans.get(1)));
            case NOT_BETWEEN -> age.leq(spans.get(0)).or(age.geq(spans.get(1)));
            case GREATER_THAN -> age.gt(spans.get(0));
            case GREATER_THAN_EQUAL_TO -> age.geq(spans.get(0));
            case LESS_THAN -> age.lt(spans.get(0));
            case LESS_THAN_EQUAL_TO -> age.leq(spans.get(0));
        };
    }

    private static long seconds(Duration span) {
        var unit =
                switch (span.getUnit()) {
                    case DAYS -> java.time.Duration.ofDays(1);
                    case HOURS -> java.time.Duration.ofHours(1);
                    case MINUTES -> java.time.Duration.ofMinutes(1);
                };
        return unit.multipliedBy(span.getAmount()).toSeconds();
    }
}
