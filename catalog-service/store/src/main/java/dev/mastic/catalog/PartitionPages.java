// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog;

import dev.mastic.catalog.Ranges.Range;
import dev.mastic.core.catalog.Page;
import dev.mastic.core.catalog.PageRequest;
import dev.mastic.core.catalog.Partition;
import dev.mastic.core.catalog.PartitionFilter;
import dev.mastic.core.catalog.Segment;
import dev.mastic.database.Dialect;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;

/**
 * Pages of the partitions of a table, inside a transaction. The index that leads to the fewest rows is followed; a page begins where the one
 * before has ended in it, so that all pages together read each row once.
 */
final class PartitionPages {
    /** How far the rows of a path are counted when paths are compared. */
    private static final int COUNTED = 2_000;

    /** After how many rows a page ends though it is not full. */
    private static final int SEARCHED = 20_000;

    private static final int LEAST_CHUNK = 100;

    /** Ranges of keys that the path does not follow are asked for only if they are few. */
    private static final int MOST_OTHERS = 20;

    private final Handle handle;
    private final Dialect dialect;
    private final TableRows.Row table;
    private final PartitionFilter filter;
    private final Segment segment;
    private final List<Ranges> keys;

    PartitionPages(Handle handle, Dialect dialect, TableRows.Row table, PartitionFilter filter, Segment segment) {
        this.handle = handle;
        this.dialect = dialect;
        this.table = table;
        this.filter = filter;
        this.segment = segment;
        this.keys = IntStream.range(0, table.version().table().partitionKeys().size())
                .mapToObj(position -> new KeyRanges(position).of(filter))
                .toList();
    }

    /** A row, and its place in the index of a column. */
    private record Found(String column, String text, long id, List<String> values, String definition) {
        static Found of(String column, ResultSet row) throws SQLException {
            return new Found(
                    column,
                    row.getString("text"),
                    row.getLong("id"),
                    CatalogCodec.readValues(row.getString("partition_values")),
                    row.getString("definition"));
        }

        String key() {
            return CatalogCodec.writeValues(List.of(column, text, Long.toString(id)));
        }

        Partition partition() {
            return CatalogCodec.readPartition(values, definition);
        }
    }

    /** Where a page begins. */
    private record Start(String column, String text, long id) {
        static Start of(String key) {
            var parts = PageSearch.key(key, 3);
            try {
                return new Start(parts.get(0), parts.get(1), Long.parseLong(parts.get(2)));
            } catch (NumberFormatException e) {
                throw PageSearch.notOurs(key, e);
            }
        }
    }

    Page<Partition> page(PageRequest page) {
        dialect.followIndexes().ifPresent(handle::execute);
        var path = path(page.after());
        int chunk = Math.max(page.limit() + 1, LEAST_CHUNK);
        return new PageSearch<>(page.limit(), chunk, SEARCHED, Found::key)
                .page(
                        page.after().orElse(""),
                        after -> chunk(path, after, chunk),
                        found -> filter.matches(found.values()))
                .map(Found::partition);
    }

    /** The path that the pages before have followed, or for the first page the shortest. */
    private PartitionPath path(Optional<String> after) {
        var paths = PartitionPath.of(keys);
        if (after.isEmpty()) {
            return shortest(paths);
        }
        var start = Start.of(after.get());
        return paths.stream()
                .filter(path -> path.column().equals(start.column()))
                .findFirst()
                .orElseThrow(() -> PageSearch.notOurs(after.get(), null));
    }

    private PartitionPath shortest(List<PartitionPath> paths) {
        if (paths.size() == 1) {
            return paths.get(0);
        }
        var best = paths.get(0);
        long least = length(best);
        for (var path : paths.subList(1, paths.size())) {
            long length = length(path);
            best = length < least ? path : best;
            least = Math.min(length, least);
        }
        return best;
    }

    private long length(PartitionPath path) {
        long rows = 0;
        for (var range : path.ranges().ranges()) {
            if (rows < COUNTED) {
                rows += handle.createQuery("select count(*) from (select 1 from partitions where table_id = :table and "
                                + path.column() + " >= :from and " + path.column() + " < :to limit :limit) counted")
                        .bind("table", table.id())
                        .bind("from", range.start())
                        .bind("to", range.end())
                        .bind("limit", COUNTED)
                        .mapTo(Long.class)
                        .one();
            }
        }
        return rows;
    }

    /** The next rows of a path after a key, which is empty at its beginning. */
    private List<Found> chunk(PartitionPath path, String key, int size) {
        var start = Optional.of(key).filter(text -> !text.isEmpty()).map(Start::of);
        var chunk = new ArrayList<Found>();
        for (var range : path.ranges().ranges()) {
            if (start.filter(begin -> range.isBefore(begin.text())).isEmpty() && chunk.size() < size) {
                var inside = start.filter(begin -> !range.isBehind(begin.text()));
                chunk.addAll(rows(path.column(), range, inside, size - chunk.size()));
            }
        }
        return chunk;
    }

    private List<Found> rows(String column, Range range, Optional<Start> after, int limit) {
        var bound = new HashMap<String, Object>(Map.of("table", table.id(), "to", range.end(), "limit", limit));
        var query = new StringBuilder("select id, " + column + " as text, partition_values, definition"
                + " from partitions where table_id = :table and " + column + " < :to");
        if (after.isPresent()) {
            query.append(" and (" + column + ", id) > (:after, :id)");
            bound.put("after", after.get().text());
            bound.put("id", after.get().id());
        } else {
            query.append(" and " + column + " >= :from");
            bound.put("from", range.start());
        }
        if (segment.total() > 1) {
            query.append(" and id % :total = :number");
            bound.put("total", segment.total());
            bound.put("number", segment.number());
        }
        others(column, query, bound);
        return handle.createQuery(query.append(" order by " + column + ", id limit :limit"))
                .bindMap(bound)
                .map((row, context) -> Found.of(column, row))
                .list();
    }

    /** What is known of other keys. */
    private void others(String column, StringBuilder query, Map<String, Object> bound) {
        for (int key = 0; key < Math.min(keys.size(), PartitionRows.VALUES); key++) {
            var other = PartitionPath.column(key);
            var ranges = keys.get(key);
            if (!ranges.isAll() && !other.equals(column) && ranges.ranges().size() <= MOST_OTHERS) {
                query.append(" and (").append(among(other, ranges, bound)).append(")");
            }
        }
    }

    private static String among(String column, Ranges ranges, Map<String, Object> bound) {
        var parts = new ArrayList<String>();
        for (var range : ranges.ranges()) {
            var from = column + "_from_" + parts.size();
            var to = column + "_to_" + parts.size();
            bound.put(from, range.start());
            bound.put(to, range.end());
            // Joined with nothing, so that no database follows another index than ours.
            parts.add(column + " || '' >= :" + from + " and " + column + " || '' < :" + to);
        }
        return parts.isEmpty() ? "1 = 0" : String.join(" or ", parts);
    }
}
