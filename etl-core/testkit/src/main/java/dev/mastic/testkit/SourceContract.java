// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.bookmark.Advance;
import dev.mastic.core.bookmark.Bounds;
import dev.mastic.core.bookmark.FileItem;
import dev.mastic.core.bookmark.FileLedger;
import dev.mastic.core.bookmark.Items;
import dev.mastic.core.bookmark.Position;
import dev.mastic.core.bookmark.Read;
import dev.mastic.core.bookmark.Slice;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.FrameContext;
import dev.mastic.core.frame.LazySpark;
import dev.mastic.core.io.Source;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What every source of files must hold. Each question is asked of a fresh instance. */
@ExtendWith(SparkExtension.class)
public abstract class SourceContract {
    /** A new instance on the place of this test, which holds no files when the test begins. */
    protected abstract Source open();

    /** A source whose place does not exist. */
    protected abstract Source missing();

    /** How the message of {@link #missing} names the place. */
    protected abstract String missingName();

    /** What the source's frames carry; its registry has the source's formats. */
    protected abstract FrameContext context();

    /**
     * Writes a file into the place, or another version of one, with a column {@code id long}.
     *
     * @param name letters and digits; files are read in the order of their names
     */
    protected abstract void put(String name, long... ids);

    @Test
    protected void slicesOfTheSameFilesAreEqual() {
        put("b", 2);
        put("a", 1);
        var slice = open().slice("orders", Bounds.all());
        assertThat(open().slice("orders", Bounds.all())).isEqualTo(slice);
        assertThat(slice.source()).isEqualTo("orders");
        assertThat(files(slice)).hasSize(2).isSortedAccordingTo((x, y) -> x.path()
                .compareTo(y.path()));
        put("c", 3);
        assertThat(open().slice("orders", Bounds.all()).digest()).isNotEqualTo(slice.digest());
    }

    @Test
    protected void readsEverythingAndMovesNoBookmark(SparkSession spark) {
        put("a", 1, 2);
        put("b", 3);
        var slice = open().slice("orders", Bounds.all());
        assertThat(slice.advance()).isEqualTo(new Advance.Nothing());
        assertThat(ids(spark, slice)).containsExactly(1L, 2L, 3L);
    }

    @Test
    protected void readsWhatTheLedgerHasNotSeen(SparkSession spark) {
        put("a", 1);
        var first = open().slice("orders", news(FileLedger.empty()));
        assertThat(first.advance()).isEqualTo(new Advance.Files());
        put("b", 2);
        var second = open().slice("orders", news(ledger(first)));
        assertThat(ids(spark, second)).containsExactly(2L);
        assertThat(open().slice("orders", news(ledger(first, second))).isEmpty())
                .isTrue();
    }

    @Test
    protected void readsEverythingNewBeforeTheFirstBookmark(SparkSession spark) {
        put("a", 1);
        var bounds =
                new Bounds(Read.NEW, Optional.empty(), Optional.empty(), OptionalLong.empty(), OptionalLong.empty());
        assertThat(ids(spark, open().slice("orders", bounds))).containsExactly(1L);
    }

    @Test
    protected void readsChangedFilesAgain(SparkSession spark) {
        put("a", 1);
        put("b", 2);
        var first = open().slice("orders", news(FileLedger.empty()));
        put("a", 1, 4, 5, 6, 7, 8, 9);
        assertThat(ids(spark, open().slice("orders", news(ledger(first))))).containsExactly(1L, 4L, 5L, 6L, 7L, 8L, 9L);
    }

    @Test
    protected void takesAtMostSoManyFilesTheOldestFirst() {
        put("c", 3);
        put("a", 1);
        put("b", 2);
        var all = oldestFirst(files(open().slice("orders", Bounds.all())));
        assertThat(files(open().slice("orders", limits(2, Long.MAX_VALUE))))
                .containsExactlyInAnyOrderElementsOf(all.subList(0, 2));
        assertThat(files(open().slice("orders", limits(0, Long.MAX_VALUE)))).isEqualTo(all.subList(0, 1));
    }

    @Test
    protected void takesAtMostSoManyBytesButOneFile() {
        put("a", 1);
        put("b", 2);
        put("c", 3);
        var all = oldestFirst(files(open().slice("orders", Bounds.all())));
        long two = all.get(0).size() + all.get(1).size();
        assertThat(files(open().slice("orders", limits(9, two))))
                .containsExactlyInAnyOrderElementsOf(all.subList(0, 2));
        assertThat(files(open().slice("orders", limits(9, two - 1)))).isEqualTo(all.subList(0, 1));
        assertThat(files(open().slice("orders", limits(9, 1)))).isEqualTo(all.subList(0, 1));
    }

    private static List<FileItem> oldestFirst(List<FileItem> files) {
        return files.stream()
                .sorted(Comparator.comparingLong(FileItem::modified).thenComparing(FileItem::path))
                .toList();
    }

    @Test
    protected void namesTheFilesOfASliceThatHaveChanged() {
        put("a", 1);
        put("b", 2);
        var slice = open().slice("orders", Bounds.all());
        put("c", 3);
        assertThat(open().changed(slice)).isEmpty();
        put("b", 2, 4, 5, 6, 7, 8, 9);
        assertThat(open().changed(slice)).containsExactly(files(slice).get(1));
    }

    @Test
    protected void readsTheSliceAlsoWhenMoreHasCome(SparkSession spark) {
        put("a", 1);
        var slice = open().slice("orders", Bounds.all());
        put("b", 2);
        assertThat(ids(spark, slice)).containsExactly(1L);
    }

    @Test
    protected void knowsTheTypeOfItsRowsBeforehand(SparkSession spark) {
        put("a", 1);
        var slice = open().slice("orders", Bounds.all());
        var shape = open().shape(slice);
        var frame = open().read(LazySpark.of(spark), slice, context());
        assertThat(frame.schema()).isEqualTo(shape);
        assertThat(frame.toDF().columns()).containsExactly(shape.names().toArray(String[]::new));
    }

    @Test
    protected void knowsTheTypeOfItsRowsWhenNothingIsNew(SparkSession spark) {
        put("a", 1);
        var all = open().slice("orders", news(FileLedger.empty()));
        var nothing = open().slice("orders", news(ledger(all)));
        assertThat(open().shape(nothing)).isEqualTo(open().shape(all));
        assertThat(ids(spark, nothing)).isEmpty();
    }

    @Test
    protected void namesAPlaceThatIsNotThere() {
        assertThatThrownBy(() -> missing().slice("orders", Bounds.all()))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining(missingName());
    }

    private List<Long> ids(SparkSession spark, Slice slice) {
        var frame = open().read(LazySpark.of(spark), slice, context());
        return frame.toDF().select("id").as(Encoders.LONG()).collectAsList().stream()
                .sorted()
                .toList();
    }

    private static List<FileItem> files(Slice slice) {
        return ((Items.Files) slice.items()).files();
    }

    private static FileLedger ledger(Slice... seen) {
        var ledger = new FileLedger.Builder();
        Arrays.stream(seen)
                .flatMap(slice -> files(slice).stream())
                .forEach(file -> ledger.add(file.pathHash(), file.versionHash()));
        return ledger.build();
    }

    private static Bounds news(FileLedger seen) {
        return Bounds.since(Optional.of(new Position.Files(seen)));
    }

    private static Bounds limits(long items, long bytes) {
        return new Bounds(Read.NEW, Optional.empty(), Optional.empty(), OptionalLong.of(items), OptionalLong.of(bytes));
    }
}
