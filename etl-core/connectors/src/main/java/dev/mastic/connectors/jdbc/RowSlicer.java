// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.jdbc;

import dev.mastic.core.bookmark.Advance;
import dev.mastic.core.bookmark.Bounds;
import dev.mastic.core.bookmark.Cursor;
import dev.mastic.core.bookmark.Items;
import dev.mastic.core.bookmark.Position;
import dev.mastic.core.bookmark.RowVersions;
import dev.mastic.core.bookmark.Slice;
import dev.mastic.core.type.Type;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the rows that a run reads, in one transaction and without reading them: those after the last cursor, of which the ones within the
 * overlap are named one by one, and those of the last overlap that came late.
 *
 * @param since what has been read
 */
record RowSlicer(
        PostgresSession session, Relation relation, CursorKeys keys, Overlap overlap, Optional<Position.Rows> since) {
    /** So many rows are named one by one at most; they stand in the journal. */
    static final int MOST_NAMED = 200_000;

    /** Values behind which no other has a place. */
    private static final Set<String> ENDLESS = Set.of("infinity", "-infinity", "Infinity", "-Infinity", "NaN");

    private static final CursorKeys.Naming OWN = Sql::name;

    /** The slice of a source. */
    Slice slice(String source, Bounds bounds) throws SQLException {
        var until = bounds.until().map(Position.Rows.class::cast);
        var late = late(until);
        var upTo = upTo(bounds, until, late.rows().size());
        if (upTo.isEmpty()) {
            var items = new Items.Rows(
                    after(),
                    Optional.empty(),
                    RowVersions.NONE,
                    late,
                    late.rows().size());
            return Slice.of(source, items, advance(since.map(Position.Rows::last), edgeBefore(), late.rows()));
        }
        var from = from(upTo.get(), until);
        var edge = new RowVersions(
                Optional.of(from), within(until, named(newRows(upTo.get()) + " AND " + keys.from(from, OWN))));
        long before = session.number("SELECT count(*) FROM " + relation.sql() + " WHERE " + newRows(upTo.get())
                + " AND " + keys.before(from, OWN));
        long count = before + edge.rows().size() + late.rows().size();
        var read = new ArrayList<>(edge.rows());
        read.addAll(late.rows());
        return Slice.of(
                source, new Items.Rows(after(), upTo, edge, late, count), advance(upTo, Optional.of(from), read));
    }

    /** How many rows have no place in the order. */
    long withoutCursor() throws SQLException {
        return keys.columns().stream().anyMatch(SourceColumn::nullable)
                ? session.number("SELECT count(*) FROM " + relation.sql() + " WHERE NOT (" + keys.known(OWN) + ")")
                : 0;
    }

    private Optional<Cursor> after() {
        return since.map(Position.Rows::last);
    }

    private Optional<String> edgeBefore() {
        return since.flatMap(position -> position.edge().from());
    }

    /** Rows of the last overlap that no run has read. */
    private RowVersions late(Optional<Position.Rows> until) throws SQLException {
        if (edgeBefore().isEmpty()) {
            return RowVersions.NONE;
        }
        var from = edgeBefore().get();
        var known = new HashSet<>(since.get().edge().rows());
        var late = new ArrayList<List<String>>();
        for (var version :
                named(keys.from(from, OWN) + " AND " + keys.upTo(since.get().last(), OWN))) {
            if (!known.contains(version)) {
                late.add(version);
            }
        }
        return new RowVersions(Optional.of(from), within(until, late));
    }

    /** The last cursor that is read; empty when nothing is new. */
    private Optional<Cursor> upTo(Bounds bounds, Optional<Position.Rows> until, long late) throws SQLException {
        var fresh = "SELECT * FROM " + relation.sql() + " WHERE " + keys.known(OWN)
                + after().map(cursor -> " AND " + keys.after(cursor, OWN)).orElse("")
                + until.map(position -> " AND " + keys.upTo(position.last(), OWN))
                        .orElse("");
        var some = bounds.maxItems().isPresent()
                ? "(" + fresh + keys.ordered(false) + " LIMIT "
                        + Math.max(0, bounds.maxItems().getAsLong() - late) + ") AS limited"
                : "(" + fresh + ") AS fresh";
        var last = session.first("SELECT " + keys.cursorAsText() + " FROM " + some + keys.ordered(true) + " LIMIT 1");
        last.filter(values -> !keys.first().type().equals(Type.Primitive.STRING) && ENDLESS.contains(values.get(0)))
                .ifPresent(values -> {
                    throw relation.cannot("no row can come after one whose '"
                            + keys.first().name() + "' is " + values.get(0) + ": give it a value that has an end");
                });
        return last.map(Cursor::new);
    }

    /** Where the overlap begins: never before that of the last run, beyond which nobody knows what was read. */
    private String from(Cursor upTo, Optional<Position.Rows> until) throws SQLException {
        if (until.isPresent() && until.get().edge().from().isPresent()) {
            return until.get().edge().from().get();
        }
        var last = Sql.value(upTo.values().get(0), keys.first().pgType());
        var from = overlap.isNone() ? last : keys.minus(last, overlap.sql(keys.first()));
        var later = edgeBefore()
                .map(before -> keys.later(from, Sql.value(before, keys.first().pgType())))
                .orElse(from);
        return session.column("SELECT (" + later + ")::text").get(0);
    }

    private String newRows(Cursor upTo) {
        return keys.known(OWN)
                + after().map(cursor -> " AND " + keys.after(cursor, OWN)).orElse("")
                + " AND " + keys.upTo(upTo, OWN);
    }

    private List<List<String>> named(String condition) throws SQLException {
        var versions = session.rows("SELECT " + keys.identityAsText() + " FROM " + relation.sql() + " WHERE "
                + keys.known(OWN) + " AND " + condition + " ORDER BY 1 LIMIT " + (MOST_NAMED + 1));
        if (versions.size() > MOST_NAMED) {
            throw relation.cannot(
                    "more than " + MOST_NAMED + " rows lie in the overlap of its bookmark, and each of them"
                            + " is remembered: take finer keys, a smaller overlap, or fewer rows in a run");
        }
        if (versions.stream().anyMatch(version -> version.contains(null))) {
            throw relation.cannot("a row has null in the row-key, which must tell rows apart (got "
                    + keys.rowKey().stream().map(SourceColumn::name).toList() + ")");
        }
        return versions;
    }

    /** Of a run that is repeated, the rows that it has read. */
    private List<List<String>> within(Optional<Position.Rows> until, List<List<String>> versions) throws SQLException {
        if (until.isEmpty() || until.get().edge().from().isEmpty()) {
            return versions;
        }
        var read = new HashSet<>(until.get().edge().rows());
        var young = new HashSet<>(from(until.get().edge().from().get(), versions));
        return versions.stream()
                .filter(version -> !young.contains(version) || read.contains(version))
                .toList();
    }

    /** What is remembered: the last cursor, and all rows of the overlap that have been read. */
    private Advance advance(Optional<Cursor> last, Optional<String> from, List<List<String>> read) throws SQLException {
        if (last.isEmpty()) {
            return new Advance.Nothing();
        } else if (from.isEmpty()) {
            return new Advance.To(new Position.Rows(last.get(), RowVersions.NONE));
        }
        var all = new LinkedHashSet<>(
                since.map(position -> position.edge().rows()).orElse(List.of()));
        all.addAll(read);
        var edge = new RowVersions(from, from(from.get(), List.copyOf(all)));
        return new Advance.To(new Position.Rows(last.get(), edge));
    }

    /** Those of the versions that lie in an overlap which begins here; the database compares. */
    private List<List<String>> from(String from, List<List<String>> versions) throws SQLException {
        var firsts = session.connection()
                .createArrayOf("text", versions.stream().map(keys::firstOf).toArray());
        var inside = session.column(
                "SELECT number FROM unnest(?) WITH ORDINALITY AS versions(cursor, number) WHERE "
                        + keys.from(from, name -> "cursor::" + keys.first().pgType()) + " ORDER BY number",
                firsts);
        return inside.stream()
                .map(number -> versions.get(Integer.parseInt(number) - 1))
                .toList();
    }
}
