// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.glue;

import dev.mastic.catalog.server.wire.AwsError;
import dev.mastic.core.crawl.CrawlRecord;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import software.amazon.awssdk.services.glue.model.CrawlsFilter;
import software.amazon.awssdk.services.glue.model.FilterOperator;

/**
 * Which crawls {@code ListCrawls} is asked for: those that fit all filters. Times are milliseconds since 1970; a crawl that runs has no end, and
 * fits no filter on that. None costs DPU hours here.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/webapi/API_CrawlsFilter.html">CrawlsFilter</a>
 */
final class CrawlFilter {
    private static final Set<FilterOperator> SAME_OR_NOT = EnumSet.of(FilterOperator.EQ, FilterOperator.NE);

    private CrawlFilter() {}

    static Predicate<CrawlRecord> all(List<CrawlsFilter> filters) {
        return filters.stream().map(CrawlFilter::one).reduce(crawl -> true, Predicate::and);
    }

    private static Predicate<CrawlRecord> one(CrawlsFilter filter) {
        if (filter.fieldName() == null || filter.filterOperator() == null || filter.fieldValue() == null) {
            throw AwsError.invalidInput("A filter is not whole: give FieldName, FilterOperator and FieldValue");
        }
        return switch (filter.fieldName()) {
            case CRAWL_ID -> same(filter, CrawlRecord::id);
            case STATE -> same(known(filter), crawl -> crawl.state().name());
            case START_TIME -> time(filter, crawl -> Optional.of(crawl.started().toEpochMilli()));
            case END_TIME -> time(filter, crawl -> crawl.ended().map(ended -> ended.toEpochMilli()));
            case DPU_HOUR -> {
                int order = Double.compare(0, number(filter));
                yield crawl -> operator(filter).test(order);
            }
            case UNKNOWN_TO_SDK_VERSION ->
                throw AwsError.invalidInput("FieldName " + filter.fieldNameAsString() + " is no field of a crawl");
        };
    }

    private static CrawlsFilter known(CrawlsFilter filter) {
        var states = Arrays.stream(CrawlRecord.State.values()).map(Enum::name).toList();
        if (!states.contains(filter.fieldValue())) {
            throw AwsError.invalidInput("FieldValue is no state of a crawl (got " + filter.fieldValue()
                    + "; expected one of " + states + ")");
        }
        return filter;
    }

    private static Predicate<CrawlRecord> same(CrawlsFilter filter, Function<CrawlRecord, String> field) {
        if (!SAME_OR_NOT.contains(filter.filterOperator())) {
            throw AwsError.invalidInput("FilterOperator of " + filter.fieldName() + " is not offered (got "
                    + filter.filterOperatorAsString() + "; expected EQ or NE)");
        }
        return crawl -> operator(filter).test(field.apply(crawl).compareTo(filter.fieldValue()));
    }

    private static Predicate<CrawlRecord> time(CrawlsFilter filter, Function<CrawlRecord, Optional<Long>> field) {
        double wanted = number(filter);
        var operator = operator(filter);
        return crawl -> field.apply(crawl)
                .filter(time -> operator.test(Double.compare(time, wanted)))
                .isPresent();
    }

    private static double number(CrawlsFilter filter) {
        try {
            return Double.parseDouble(filter.fieldValue());
        } catch (NumberFormatException e) {
            throw AwsError.invalidInput(
                    "FieldValue of " + filter.fieldName() + " is no number (got " + filter.fieldValue() + ")");
        }
    }

    private static IntPredicate operator(CrawlsFilter filter) {
        return switch (filter.filterOperator()) {
            case GT -> order -> order > 0;
            case GE -> order -> order >= 0;
            case LT -> order -> order < 0;
            case LE -> order -> order <= 0;
            case EQ -> order -> order == 0;
            case NE -> order -> order != 0;
            case UNKNOWN_TO_SDK_VERSION ->
                throw AwsError.invalidInput("FilterOperator " + filter.filterOperatorAsString()
                        + " is none (expected GT, GE, LT, LE, EQ or NE)");
        };
    }
}
