// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.footer;

import dev.mastic.formats.footer.Conversions.Member;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.BoundReference;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import scala.collection.JavaConverters;

/** Rows of a file as rows of a scan. Those that do not fit are left out. The next row takes the place of the last. */
final class ConvertedRows implements Iterator<InternalRow> {
    private final Iterator<InternalRow> stored;
    private final Checks checks;
    private final UnsafeProjection columns;
    private final Runnable refused;
    private InternalRow next;

    /**
     * What is read of a file, and what becomes of it.
     *
     * @param read the columns of the file
     * @param checks computed for their refusals alone
     */
    record Plan(StructType read, List<Expression> checks, List<Expression> columns) {
        /** All columns that are asked for, and those that may refuse a row whatever is asked. */
        static Plan of(FileColumns file, StructType asked) {
            var wanted = file.of(asked);
            var needed = Stream.concat(wanted.stream(), file.checked().stream())
                    .filter(Member::isThere)
                    .distinct()
                    .toList();
            var read = new StructType(needed.stream().map(file::field).toArray(StructField[]::new));
            var columns = new ArrayList<Expression>();
            for (int i = 0; i < wanted.size(); i++) {
                var value = wanted.get(i).in(read, needed.indexOf(wanted.get(i)));
                columns.add(Parts.pruned(value, asked.fields()[i].dataType()));
            }
            var checks = file.checked().stream()
                    .map(column -> column.in(read, needed.indexOf(column)))
                    .toList();
            return new Plan(read, checks, columns);
        }

        /** The same with the values of the partition, which stand behind the row that is read. */
        Plan with(StructType partitions) {
            var all = new ArrayList<>(columns);
            for (var field : partitions.fields()) {
                int place = read.size() + all.size() - columns.size();
                all.add(new BoundReference(place, field.dataType(), true));
            }
            return new Plan(read, checks, all);
        }
    }

    /** @param refused called for each row that is left out */
    ConvertedRows(Iterator<InternalRow> stored, Plan plan, Runnable refused) {
        this.stored = stored;
        this.checks = new Checks(plan.checks());
        this.columns = UnsafeProjection.create(
                JavaConverters.asScalaBuffer(plan.columns()).toSeq());
        this.refused = refused;
    }

    @Override
    public boolean hasNext() {
        while (next == null && stored.hasNext()) {
            var row = stored.next();
            if (checks.refusal(row).isPresent()) {
                refused.run();
            } else {
                next = columns.apply(row);
            }
        }
        return next != null;
    }

    @Override
    public InternalRow next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        var row = next;
        next = null;
        return row;
    }
}
