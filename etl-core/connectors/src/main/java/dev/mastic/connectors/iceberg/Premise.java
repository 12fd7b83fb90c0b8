// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.iceberg;

import java.util.Optional;
import org.apache.iceberg.OverwriteFiles;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.TypeUtil;
import org.apache.iceberg.types.Types;

/**
 * What was true of a table when an output was made for it.
 *
 * @param columns as the output has them; those that the table had not yet are added with it
 * @param snapshot the snapshot that the output was made from; empty if there was none, or none was read
 * @param keys the rows that the output may take the place of
 * @param deletes the deletes that the table remembered, as its property has them; empty if it remembered none
 */
record Premise(Schema columns, Optional<Long> snapshot, Expression keys, Optional<String> deletes) {
    static final Expression EVERYTHING = Expressions.alwaysTrue();

    /** The premise of an output for which the rows that are there do not matter. */
    static Premise of(Schema columns) {
        return new Premise(columns, Optional.empty(), EVERYTHING, Optional.empty());
    }

    /**
     * Passes if the files of the output can still become part of the table.
     *
     * @throws StaleOutputException if they would lose values, or come in under other columns
     */
    void checkColumns(Table table) {
        var now = table.schema();
        columns.idToName().forEach((id, name) -> check(name, columns.findField(id), now.findField(id), now));
        now.columns().stream()
                .filter(field -> field.isRequired() && columns.findField(field.fieldId()) == null)
                .findFirst()
                .ifPresent(field -> {
                    throw new StaleOutputException("column '" + field.name() + "' is new and required");
                });
    }

    /**
     * Passes if the table remembers the same deletes as when the output was made.
     *
     * @throws StaleOutputException if others have deleted rows since
     */
    void checkDeletes(Table table) {
        if (!deletes.equals(RememberedDeletes.property(table))) {
            throw new StaleOutputException("others have applied deletes to it");
        }
    }

    /** Lets Iceberg refuse the commit if others have touched the same rows since. */
    void guard(OverwriteFiles overwrite, Change.Action action) {
        snapshot.ifPresent(overwrite::validateFromSnapshot);
        overwrite.conflictDetectionFilter(keys).validateNoConflictingDeletes();
        if (action == Change.Action.MERGE) {
            overwrite.validateNoConflictingData();
        }
    }

    private static void check(String name, Types.NestedField staged, Types.NestedField now, Schema schema) {
        if (now == null || !schema.findColumnName(now.fieldId()).equals(name)) {
            throw new StaleOutputException("column '" + name + "' has gone or has another name");
        }
        var isSame = now.type().equals(staged.type()) || isWidened(staged.type(), now.type());
        if (!isSame) {
            throw new StaleOutputException("column '" + name + "' is of another type (got " + now.type() + "; expected "
                    + staged.type() + ")");
        }
    }

    /** Whether the type holds all values of the one before; the fields of a record are looked at by themselves. */
    private static boolean isWidened(Type staged, Type now) {
        return now.isPrimitiveType()
                ? TypeUtil.isPromotionAllowed(staged, now.asPrimitiveType())
                : now.typeId() == staged.typeId();
    }
}
