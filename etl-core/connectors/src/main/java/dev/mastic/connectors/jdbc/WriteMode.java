// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.jdbc;

import dev.mastic.core.bookmark.Run;
import dev.mastic.core.failure.Suggestion;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What becomes of the rows that are in a table.
 *
 * @param keys the columns that tell rows apart; of a new table, its primary key
 * @param sequence the column by which the newest of several rows of a key is known
 * @param runColumn the column that says which run wrote a row
 */
record WriteMode(Kind kind, List<String> keys, Optional<String> sequence, Optional<String> runColumn) {
    /** How rows come in. */
    enum Kind {
        /** They are added. */
        APPEND,
        /** A row takes the place of the one with its keys, or is added. */
        UPSERT,
        /** They take the place of all rows. */
        REPLACE
    }

    /** Whether a run's rows can be told from others, and so be replaced. */
    boolean canRedo() {
        return kind != Kind.APPEND || runColumn.isPresent();
    }

    /** How a run is named in the run-column. */
    static String nameOf(String job, String runId) {
        return job + "/" + runId;
    }

    static String nameOf(Run run) {
        return nameOf(run.job(), run.runId());
    }

    void refuseUnknownKeys(TableId table, List<String> names) {
        var wanted = new ArrayList<>(keys);
        sequence.ifPresent(wanted::add);
        wanted.stream().filter(name -> !names.contains(name)).findFirst().ifPresent(name -> {
            throw TargetShape.cannot(
                    table,
                    "the frame has no column '" + name + "' for " + (keys.contains(name) ? "keys" : "sequence") + " "
                            + Suggestion.among(name, names));
        });
    }

    /**
     * Refuses a table that lacks what the mode needs.
     *
     * @param unique the columns of its unique indexes
     */
    void refuseMisfit(TableId table, List<TargetColumn> columns, List<List<String>> unique) {
        var wanted = new HashSet<>(keys);
        if (kind == Kind.UPSERT && unique.stream().noneMatch(each -> wanted.equals(new HashSet<>(each)))) {
            throw TargetShape.cannot(
                    table,
                    "no unique index has exactly the columns " + String.join(", ", keys)
                            + ", by which rows are replaced: create one, or name the keys of the table");
        }
        runColumn
                .filter(name ->
                        columns.stream().noneMatch(column -> column.name().equals(name) && column.isText()))
                .ifPresent(name -> {
                    throw TargetShape.cannot(table, "it has no column '" + name + "' of type text for run-column");
                });
    }

    /** The table as it is made for the first rows. */
    String creation(TargetShape shape) {
        var run = runColumn.map(name -> ", " + Sql.name(name) + " text").orElse("");
        var key = keys.isEmpty() ? "" : ", PRIMARY KEY (" + Sql.names(keys) + ")";
        return "CREATE TABLE IF NOT EXISTS " + shape.table().sql() + " (" + shape.declarations() + run + key + ")";
    }

    /**
     * What brings staged rows into the table.
     *
     * @param staged what stands after FROM
     */
    String insertion(TargetShape shape, String staged, Run run) {
        var names = shape.namesWith(runColumn);
        var values = shape.names()
                + runColumn.map(name -> ", " + Sql.text(nameOf(run))).orElse("");
        var into = "INSERT INTO " + shape.table().sql() + " AS target (" + Sql.names(names) + ") ";
        return kind == Kind.UPSERT
                ? into + "SELECT DISTINCT ON (" + Sql.names(keys) + ") " + values + " FROM " + staged
                        + newestFirst(shape) + onConflict(names)
                : into + "SELECT " + values + " FROM " + staged;
    }

    /** Finds a key that several different rows have, when nothing says which of them is the newest. */
    Optional<String> twins(TargetShape shape, String staged) {
        return kind == Kind.UPSERT && sequence.isEmpty()
                ? Optional.of("SELECT " + shape.keysAsText(keys) + " FROM " + staged + " GROUP BY " + Sql.names(keys)
                        + " HAVING count(DISTINCT " + shape.rowAsText() + ") > 1 LIMIT 1")
                : Optional.empty();
    }

    /** Rows that are the same but for their text come in one order, whatever the tasks did. */
    private String newestFirst(TargetShape shape) {
        return " ORDER BY " + Sql.names(keys)
                + sequence.map(name -> ", " + Sql.name(name) + " DESC NULLS LAST")
                        .orElse("")
                + ", " + shape.rowAsText() + " DESC";
    }

    private String onConflict(List<String> names) {
        var others = names.stream().filter(name -> !keys.contains(name)).toList();
        var conflict = " ON CONFLICT (" + Sql.names(keys) + ") DO ";
        if (others.isEmpty()) {
            return conflict + "NOTHING";
        }
        var set = others.stream()
                .map(name -> Sql.name(name) + " = excluded." + Sql.name(name))
                .collect(Collectors.joining(", "));
        return conflict + "UPDATE SET " + set
                + sequence.map(Sql::name)
                        .map(name -> " WHERE target." + name + " IS NULL OR target." + name + " <= excluded." + name)
                        .orElse("");
    }
}
