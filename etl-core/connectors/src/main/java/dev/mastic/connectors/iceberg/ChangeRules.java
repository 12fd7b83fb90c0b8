// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.iceberg;

import dev.mastic.core.failure.Suggestion;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;

/**
 * What rows mean that find those of the same key.
 *
 * @param keys the columns that tell rows apart
 * @param sequence the column by which the newest event of a key wins; without one, what comes last wins
 * @param operation what tells a delete from the rest; without one, nothing is deleted
 * @param history the columns in which all versions of a key are kept; without them there is only the newest
 */
record ChangeRules(
        List<String> keys, Optional<String> sequence, Optional<Operation> operation, Optional<History> history) {
    /**
     * The operation of an event.
     *
     * @param column which is not stored
     * @param deletes the words of a delete, in lower case
     */
    record Operation(String column, List<String> deletes) {
        /** Glue, DMS and Delta; Debezium; Iceberg's changelog. */
        private static final List<String> UPSERTS = List.of(
                "i", "u", "insert", "update", "upsert", "c", "r", "create", "read", "update_after", "update_postimage");
        /** What a row was before an update; the row after it tells all. */
        private static final List<String> BEFORE = List.of("update_before", "update_preimage");

        Operation {
            deletes =
                    deletes.stream().map(word -> word.toLowerCase(Locale.ROOT)).toList();
        }

        Column isKnown(Column value) {
            var words = new ArrayList<>(UPSERTS);
            words.addAll(BEFORE);
            words.addAll(deletes);
            return functions.lower(value).isInCollection(words);
        }

        Column isDelete(Column value) {
            return functions.lower(value).isInCollection(deletes);
        }

        Column isEvent(Column value) {
            return functions.not(functions.lower(value).isInCollection(BEFORE)).or(isDelete(value));
        }
    }

    /** The columns of a version: from which sequence it holds, up to which, and whether it still does. */
    record History(String from, String to, String current) {
        List<String> columns() {
            return List.of(from, to, current);
        }
    }

    ChangeRules {
        keys = List.copyOf(keys);
    }

    /** What must differ for two events to be kept apart: the key, and with a history the sequence. */
    List<String> identity() {
        var identity = new ArrayList<>(keys);
        history.ifPresent(kept -> identity.addAll(sequence.stream().toList()));
        return identity;
    }

    /** What is remembered of a delete. */
    List<String> keysAndSequence() {
        var columns = new ArrayList<>(keys);
        columns.addAll(sequence.stream().toList());
        return columns;
    }

    /**
     * The columns of a table for frames of this type: without the operation, and with those of the history.
     *
     * @throws UsageException naming the column that is not there, or cannot do what it should
     */
    Type.Struct stored(Type.Struct frame) {
        keys.forEach(key -> simple(frame, key, "a key"));
        sequence.ifPresent(column -> simple(frame, column, "the sequence"));
        operation.ifPresent(known -> text(frame, known.column()));
        var fields = new ArrayList<>(events(frame).fields());
        history.ifPresent(kept -> {
            kept.columns().stream()
                    .filter(name -> frame.field(name).isPresent())
                    .findFirst()
                    .ifPresent(name -> {
                        throw refusal(
                                "the frame has a column '" + name + "', which the history needs: rename one of them"
                                        + " (valid-from, valid-to, is-current name those of the history)");
                    });
            var sequenceType = frame.field(sequence.orElseThrow()).orElseThrow().type();
            fields.add(new Type.Field(kept.from(), sequenceType));
            fields.add(new Type.Field(kept.to(), sequenceType));
            fields.add(new Type.Field(kept.current(), Type.Primitive.BOOLEAN));
        });
        return new Type.Struct(fields);
    }

    /** The columns of an event besides its operation. */
    Type.Struct events(Type.Struct frame) {
        var dropped = operation.map(Operation::column);
        return new Type.Struct(frame.fields().stream()
                .filter(field -> !dropped.equals(Optional.of(field.name())))
                .toList());
    }

    /** The rows that say which row they mean, and what becomes of it; the others are refused as faults. Lazy. */
    DynamicFrame guard(DynamicFrame frame) {
        var guarded = frame;
        for (var column : keysAndSequence()) {
            guarded = guarded.refuseUnless(
                    DynamicFrame.column(guarded.toDF(), column).isNotNull(),
                    column,
                    (keys.contains(column) ? "a key" : "the sequence") + " is null (expected a value)");
        }
        if (operation.isPresent()) {
            var column = operation.get().column();
            guarded = guarded.refuseUnless(
                    operation.get().isKnown(DynamicFrame.column(guarded.toDF(), column)),
                    column,
                    "no such operation (expected insert, update or delete, their first letters, or a word of"
                            + " delete-when)");
        }
        return guarded;
    }

    private void simple(Type.Struct frame, String column, String what) {
        var type = type(frame, column);
        if (!(type instanceof Type.Primitive || type instanceof Type.Decimal)) {
            throw refusal(what + " is a simple value (got column '" + column + "' of type " + type.typeName() + ")");
        }
    }

    private void text(Type.Struct frame, String column) {
        if (type(frame, column) != Type.Primitive.STRING) {
            throw refusal("the operation is a text (got column '" + column + "' of type "
                    + type(frame, column).typeName() + ")");
        }
    }

    private Type type(Type.Struct frame, String column) {
        return frame.field(column)
                .orElseThrow(() -> refusal("no column '" + column + "' " + Suggestion.among(column, frame.names())))
                .type();
    }

    private static UsageException refusal(String why) {
        return new UsageException("Cannot find rows by their keys: " + why);
    }
}
