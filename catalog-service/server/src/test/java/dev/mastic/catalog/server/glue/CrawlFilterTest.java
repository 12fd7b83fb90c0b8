// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.glue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.catalog.server.wire.AwsError;
import dev.mastic.core.crawl.CrawlRecord;
import dev.mastic.core.crawl.CrawlSummary;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.glue.model.CrawlsFilter;

class CrawlFilterTest {
    private static final List<CrawlRecord> CRAWLS = List.of(
            crawl("a", CrawlRecord.State.COMPLETED, 1000, Optional.of(2000L)),
            crawl("b", CrawlRecord.State.FAILED, 3000, Optional.of(4000L)),
            crawl("c", CrawlRecord.State.RUNNING, 5000, Optional.empty()));

    private static CrawlRecord crawl(String id, CrawlRecord.State state, long started, Optional<Long> ended) {
        return new CrawlRecord(
                id,
                "crawler",
                state,
                Instant.ofEpochMilli(started),
                ended.map(Instant::ofEpochMilli),
                CrawlSummary.NOTHING,
                Optional.empty());
    }

    private static CrawlsFilter filter(String field, String operator, String value) {
        return CrawlsFilter.builder()
                .fieldName(field)
                .filterOperator(operator)
                .fieldValue(value)
                .build();
    }

    private static String found(CrawlsFilter... filters) {
        return CRAWLS.stream()
                .filter(CrawlFilter.all(List.of(filters)))
                .map(CrawlRecord::id)
                .reduce("", String::concat);
    }

    @ParameterizedTest
    @CsvSource({
        "CRAWL_ID, EQ, b, b",
        "CRAWL_ID, NE, b, ac",
        "STATE, EQ, COMPLETED, a",
        "STATE, NE, COMPLETED, bc",
        "START_TIME, GT, 3000, c",
        "START_TIME, GE, 3000, bc",
        "START_TIME, LT, 3000, a",
        "START_TIME, LE, 3000, ab",
        "START_TIME, EQ, 3000, b",
        "START_TIME, NE, 3000, ac",
        "END_TIME, GE, 4000, b",
        "END_TIME, NE, 4000, a",
        "DPU_HOUR, EQ, 0, abc",
        "DPU_HOUR, GT, 0, ''",
        "DPU_HOUR, LE, 0.5, abc"
    })
    void eachFieldIsComparedByItsOperators(String field, String operator, String value, String expected) {
        assertThat(found(filter(field, operator, value))).isEqualTo(expected);
    }

    @Test
    void allFiltersMustFit() {
        assertThat(found()).isEqualTo("abc");
        assertThat(found(filter("START_TIME", "GE", "1000"), filter("END_TIME", "LT", "4000")))
                .isEqualTo("a");
    }

    @ParameterizedTest
    @CsvSource({
        "STATE, GT, COMPLETED, expected EQ or NE",
        "CRAWL_ID, LE, a, expected EQ or NE",
        "STATE, EQ, DONE, no state of a crawl",
        "START_TIME, GT, yesterday, no number",
        "COLOUR, EQ, red, no field of a crawl",
        "CRAWL_ID, LIKE, a, expected EQ or NE",
        "START_TIME, LIKE, 1, none (expected"
    })
    void othersAreRefusedByName(String field, String operator, String value, String message) {
        assertThatThrownBy(() -> found(filter(field, operator, value)))
                .isInstanceOf(AwsError.class)
                .hasMessageContaining(message);
    }
}
