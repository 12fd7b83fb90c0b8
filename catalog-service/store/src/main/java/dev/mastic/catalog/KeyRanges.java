// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog;

import dev.mastic.catalog.Ranges.Range;
import dev.mastic.core.catalog.KeyType;
import dev.mastic.core.catalog.Partition;
import dev.mastic.core.catalog.PartitionFilter;
import java.util.ArrayList;
import java.util.List;

/**
 * Among which spellings of one key's values, as {@link SortKey} spells them, a filter finds its partitions: never too few, also of those where
 * it stumbles over a value; maybe too many.
 *
 * @param position of the key, from 0
 */
record KeyRanges(int position) {
    private static final Ranges INVALID = Ranges.of(SortKey.INVALID, SortKey.VALUE);

    Ranges of(PartitionFilter filter) {
        return of(filter, true);
    }

    /** What a filter leaves, or with {@code holds} false its opposite. */
    private Ranges of(PartitionFilter filter, boolean holds) {
        if (filter instanceof PartitionFilter.And and) {
            return holds ? all(and.parts(), true) : any(and.parts(), false);
        } else if (filter instanceof PartitionFilter.Or or) {
            return holds ? any(or.parts(), true) : all(or.parts(), false);
        } else if (filter instanceof PartitionFilter.Not not) {
            return of(not.part(), !holds);
        } else if (filter instanceof PartitionFilter.Compare compare
                && compare.key().position() == position) {
            return compared(compare, holds);
        } else if (filter instanceof PartitionFilter.Like like && like.key().position() == position && holds) {
            return like(like.pattern());
        } else if (filter instanceof PartitionFilter.IsNull isNull
                && isNull.key().position() == position) {
            return isNull(isNull.key().type(), holds);
        }
        return Ranges.ALL;
    }

    private Ranges all(List<PartitionFilter> parts, boolean hold) {
        var ranges = Ranges.ALL;
        for (var part : parts) {
            ranges = ranges.and(of(part, hold));
        }
        return ranges;
    }

    private Ranges any(List<PartitionFilter> parts, boolean hold) {
        var ranges = new ArrayList<Range>();
        parts.forEach(part -> ranges.addAll(of(part, hold).ranges()));
        return Ranges.union(ranges);
    }

    private static Ranges compared(PartitionFilter.Compare compare, boolean holds) {
        var ranges = new ArrayList<>(
                values(holds ? compare.operator() : compare.operator().opposite(), compare.literal()));
        if (compare.key().type() != KeyType.STRING) {
            ranges.addAll(INVALID.ranges());
        }
        return Ranges.union(ranges);
    }

    private static List<Range> values(PartitionFilter.Operator operator, Comparable<?> literal) {
        var start = SortKey.start(literal);
        var end = SortKey.end(literal);
        var before = new Range(SortKey.VALUE, SortKey.isCut(literal) ? end : start);
        var behind = new Range(SortKey.isCut(literal) ? start : end, SortKey.END);
        return switch (operator) {
            case EQUAL -> List.of(new Range(start, end));
            case NOT_EQUAL -> List.of(before, behind);
            case LESS -> List.of(before);
            case LESS_OR_EQUAL -> List.of(new Range(SortKey.VALUE, end));
            case GREATER -> List.of(behind);
            case GREATER_OR_EQUAL -> List.of(new Range(start, SortKey.END));
        };
    }

    private static Ranges like(String pattern) {
        var prefix = pattern.replaceFirst("(?s)[%_].*", "");
        if (prefix.equals(pattern)) {
            return Ranges.of(SortKey.start(pattern), SortKey.end(pattern));
        }
        var start = SortKey.prefix(prefix);
        return Ranges.of(start, CodePoints.after(start));
    }

    private static Ranges isNull(KeyType type, boolean holds) {
        if (type != KeyType.STRING) {
            return holds ? Ranges.of(SortKey.NULL, SortKey.INVALID) : Ranges.of(SortKey.INVALID, SortKey.END);
        }
        return holds ? Ranges.of(SortKey.start(Partition.NULL_VALUE), SortKey.end(Partition.NULL_VALUE)) : Ranges.ALL;
    }
}
