// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.core.bookmark.Read;
import dev.mastic.core.config.Origin;
import dev.mastic.core.io.SchemaChange;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JobSpecTest {
    private final JobSpec empty = JobSpec.named("daily");

    @Test
    void startsEmptyWithBookmarks() {
        assertThat(empty.name()).isEqualTo("daily");
        assertThat(empty.bookmarks()).isEqualTo(JobSpec.Bookmarks.ENABLED).hasToString("enabled");
        assertThat(empty.sources()).isEmpty();
        assertThat(empty.steps()).isEmpty();
        assertThat(empty.sinks()).isEmpty();
        assertThat(empty.faults()).isEmpty();
        assertThat(empty.place().origin()).hasToString("job 'daily'");
    }

    @Test
    void addsSourcesInOrder() {
        var spec = empty.source("orders", Sources.path("in").with("format", "json"))
                .source("rates", Sources.table("sales.rates").readAll());
        assertThat(empty.sources()).as("the spec before").isEmpty();
        assertThat(spec.sources()).extracting(JobSpec.SourceSpec::name).containsExactly("orders", "rates");
        assertThat(spec.sources()).extracting(JobSpec.SourceSpec::kind).containsExactly("path", "table");
        assertThat(spec.sources()).extracting(JobSpec.SourceSpec::read).containsExactly(Read.NEW, Read.ALL);
        var orders = spec.sources().get(0).settings();
        assertThat(orders.unwrapped()).isEqualTo(Map.of("path", "in", "format", "json"));
        assertThat(Origin.of(orders.origin())).hasToString("source 'orders'");
        assertThat(spec.sources().get(1).settings().unwrapped()).isEqualTo(Map.of("table", "sales.rates"));
    }

    @Test
    void writesWhatBecomesOfOtherFields() {
        var spec = empty.source("orders", Sources.path("in").schemaChange(SchemaChange.RESCUE));
        assertThat(spec.sources().get(0).settings().unwrapped())
                .isEqualTo(Map.of("path", "in", "schema-change", "rescue"));
    }

    @Test
    void writesTheFrameOfTheSinksOwnNameUnlessItSaysAnother() {
        var spec = empty.sink("orders", Sinks.files("out").parquet().partitionBy("day", "shop"))
                .sink("flat", Sinks.table("sales.flat").from("lines.*"));
        assertThat(spec.sinks()).extracting(JobSpec.SinkSpec::in).containsExactly("orders", "lines.*");
        assertThat(spec.sinks()).extracting(JobSpec.SinkSpec::kind).containsExactly("path", "table");
        var orders = spec.sinks().get(0).settings();
        assertThat(orders.unwrapped())
                .isEqualTo(Map.of("path", "out", "format", "parquet", "partition-by", List.of("day", "shop")));
        assertThat(Origin.of(orders.origin())).hasToString("sink 'orders'");
        assertThat(spec.sinks().get(1).settings().unwrapped())
                .isEqualTo(Map.of("table", "sales.flat", "format", "iceberg"));
    }

    @Test
    void sendsFaultsToFilesOfJson() {
        var faults = empty.faults("rejects", 0.01).faults().orElseThrow();
        assertThat(faults.maxShare()).contains(0.01);
        assertThat(faults.kind()).isEqualTo("path");
        assertThat(faults.settings().unwrapped()).isEqualTo(Map.of("path", "rejects", "format", "json"));
    }

    @Test
    void keepsTheRestWhenOnePartChanges() {
        var spec = empty.source("a", Sources.path("in"))
                .sink("a", Sinks.files("out"))
                .faults("rejects", 1)
                .bookmarks(JobSpec.Bookmarks.PAUSED);
        assertThat(spec.bookmarks()).isEqualTo(JobSpec.Bookmarks.PAUSED);
        assertThat(spec.sources()).hasSize(1);
        assertThat(spec.sinks()).hasSize(1);
        assertThat(spec.faults()).isPresent();
        assertThat(spec.place()).isEqualTo(empty.place());
    }
}
