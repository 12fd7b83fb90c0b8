// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.jdbc;

import dev.mastic.core.bookmark.Advance;
import dev.mastic.core.bookmark.Bounds;
import dev.mastic.core.bookmark.Items;
import dev.mastic.core.bookmark.Position;
import dev.mastic.core.bookmark.RunCodec;
import dev.mastic.core.bookmark.Slice;
import dev.mastic.core.frame.FrameContext;
import dev.mastic.core.frame.LazySpark;
import dev.mastic.core.io.Source;
import dev.mastic.core.plugin.Registry;
import dev.mastic.testkit.SparkExtension;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/** Runs of a job that reads one source; slices and bookmarks go through their JSON, as in a journal. */
final class Runs {
    private final Source source;
    private Optional<Position> bookmark = Optional.empty();

    Runs(Source source) {
        this.source = source;
    }

    /** Goes on from the bookmark of other runs. */
    Runs(Source source, Runs others) {
        this.source = source;
        this.bookmark = others.bookmark;
    }

    /** What a run would read now. */
    Slice slice() {
        var slice = source.slice("orders", Bounds.since(bookmark));
        return RunCodec.readSlices(RunCodec.writeSlices(List.of(slice))).get(0);
    }

    /** The ids that one run reads, sorted. */
    List<Long> next() {
        var slice = slice();
        var ids = ids(slice);
        advance(slice);
        return ids;
    }

    void advance(Slice slice) {
        if (slice.advance() instanceof Advance.To to) {
            bookmark = Optional.of(RunCodec.readPosition(RunCodec.writePosition(to.position())));
        }
    }

    List<Long> ids(Slice slice) {
        return rows(slice).selectExpr("cast(id as long)").as(Encoders.LONG()).collectAsList().stream()
                .sorted()
                .toList();
    }

    Dataset<Row> rows(Slice slice) {
        var spark = LazySpark.of(SparkExtension.session());
        return source.read(spark, slice, FrameContext.outsideJobs(Registry.of(List.of())))
                .toDF();
    }

    Optional<Position> bookmark() {
        return bookmark;
    }

    static Items.Rows items(Slice slice) {
        return (Items.Rows) slice.items();
    }
}
