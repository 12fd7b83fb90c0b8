// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.iceberg;

import dev.mastic.core.catalog.TableName;
import dev.mastic.core.config.Setting;
import dev.mastic.core.config.Settings;
import dev.mastic.core.failure.UsageException;
import java.util.List;
import java.util.Optional;

/** The settings that say how a table is written. */
final class WritingSettings {
    private static final Setting<Mode> MODE = Setting.oneOf("mode", Mode.class)
            .defaultsTo(Mode.APPEND)
            .doc("What becomes of the rows that are there: append leaves them, overwrite replaces all of them,"
                    + " overwrite-partitions those in partitions that get rows, upsert those with the same keys,"
                    + " apply-changes those that events insert, update or delete.");
    private static final Setting<List<String>> KEYS =
            Setting.strings("keys").doc("The columns that tell rows apart, for upsert and apply-changes.");
    private static final Setting<String> SEQUENCE = Setting.string("sequence")
            .doc("The column by which the newest row of a key wins, whichever comes first; needed by apply-changes.");
    private static final Setting<String> OPERATION = Setting.string("operation")
            .doc("The column that says whether an event inserts, updates or deletes (I, U, D or the words, Debezium's"
                    + " c, u, d, r, Iceberg's _change_type); it is not stored. Without it, all events are updates.");
    private static final Setting<List<String>> DELETE_WHEN = Setting.strings("delete-when")
            .defaultsTo(List.of("d", "delete"))
            .doc("The words of the operation that delete, in any case.");
    private static final Setting<Long> SCD = Setting.number("scd", 1)
            .defaultsTo(1L)
            .doc("What apply-changes keeps: 1, the newest version of each key, or 2, all versions with the time in"
                    + " which they held.");
    private static final Setting<String> VALID_FROM = Setting.string("valid-from")
            .defaultsTo("valid_from")
            .doc("With scd = 2, the column of the sequence from which a version holds.");
    private static final Setting<String> VALID_TO = Setting.string("valid-to")
            .defaultsTo("valid_to")
            .doc("With scd = 2, the column of the sequence up to which a version held; null while it holds.");
    private static final Setting<String> IS_CURRENT = Setting.string("is-current")
            .defaultsTo("is_current")
            .doc("With scd = 2, the column that says whether a version still holds.");
    private static final Setting<SchemaChange> SCHEMA_CHANGE = Setting.oneOf("schema-change", SchemaChange.class)
            .defaultsTo(SchemaChange.FREEZE)
            .doc("What becomes of columns that the table lacks, and of numbers that are wider than its own: freeze"
                    + " refuses them, evolve gives the table such columns in the same commit as the rows.");

    /** All of them, as part of a sink's settings. */
    static final List<Setting<?>> ALL =
            List.of(MODE, KEYS, SEQUENCE, OPERATION, DELETE_WHEN, SCD, VALID_FROM, VALID_TO, IS_CURRENT, SCHEMA_CHANGE);

    /** Whether the columns of a table change. */
    private enum SchemaChange {
        FREEZE,
        EVOLVE
    }

    private final TableName name;
    private final Settings settings;

    private WritingSettings(TableName name, Settings settings) {
        this.name = name;
        this.settings = settings;
    }

    /** @throws UsageException if settings do not go together */
    static Writing read(TableName name, Settings settings) {
        return new WritingSettings(name, settings).writing();
    }

    private Writing writing() {
        var mode = settings.get(MODE);
        var evolution = new Evolution(name, settings.get(SCHEMA_CHANGE) == SchemaChange.EVOLVE);
        return new Writing(mode, mode.hasKeys() ? Optional.of(rules(mode)) : refuseRules(), evolution);
    }

    private ChangeRules rules(Mode mode) {
        var keys = settings.find(KEYS).orElseThrow(() -> refusal("the mode needs keys", MODE));
        if (mode == Mode.UPSERT) {
            refuse(List.of(OPERATION), "only apply-changes has an operation");
            refuseHistory("only apply-changes keeps a history");
            return new ChangeRules(keys, settings.find(SEQUENCE), Optional.empty(), Optional.empty());
        }
        var sequence = settings.find(SEQUENCE)
                .orElseThrow(() -> refusal("apply-changes needs a sequence, by which it puts events in order", MODE));
        var operation =
                settings.find(OPERATION).map(column -> new ChangeRules.Operation(column, settings.get(DELETE_WHEN)));
        return new ChangeRules(keys, Optional.of(sequence), operation, history());
    }

    private Optional<ChangeRules.History> history() {
        if (settings.get(SCD) > 2) {
            throw refusal("scd is 1 or 2 (got " + settings.get(SCD) + ")", SCD);
        } else if (settings.get(SCD) == 1) {
            refuse(List.of(VALID_FROM, VALID_TO, IS_CURRENT), "only scd = 2 keeps a history");
            return Optional.empty();
        }
        return Optional.of(
                new ChangeRules.History(settings.get(VALID_FROM), settings.get(VALID_TO), settings.get(IS_CURRENT)));
    }

    private Optional<ChangeRules> refuseRules() {
        refuse(List.of(KEYS, SEQUENCE, OPERATION), "only upsert and apply-changes look at keys");
        refuseHistory("only apply-changes keeps a history");
        return Optional.empty();
    }

    private void refuseHistory(String why) {
        refuse(List.of(SCD, VALID_FROM, VALID_TO, IS_CURRENT, DELETE_WHEN), why);
    }

    private void refuse(List<Setting<?>> others, String why) {
        others.stream().filter(settings::isWritten).findFirst().ifPresent(other -> {
            throw refusal("'" + other.name() + "' does not go with this mode: " + why, other);
        });
    }

    private UsageException refusal(String why, Setting<?> at) {
        return new UsageException("Cannot write to table " + name + ": " + why + " at " + settings.origin(at));
    }
}
