// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.spark;

import dev.mastic.core.SessionParts;
import dev.mastic.core.catalog.Table;
import dev.mastic.core.failure.Suggestion;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.io.Format;
import dev.mastic.core.io.Match;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whether rows can be added to a table's files so that they are read like the others. */
final class WritableTable {
    private static final Set<String> TEXTS = Set.of("csv", "json");
    /** What of a dialect does not change how the files are read that the writers here write, or says what they write. */
    private static final Map<String, Set<String>> WRITTEN = Map.of(
            "delimiter", Set.of(","),
            "header", Set.of("true"),
            "quoteChar", Set.of("\""),
            "escaper", Set.of("\""),
            "multiLine", Set.of("true", "false"),
            "encoding", Set.of("UTF-8"));

    private WritableTable() {}

    /**
     * Passes if they can.
     *
     * @throws UsageException naming what of the table stands against it
     */
    static void check(Table table, SessionParts parts) {
        var match = Match.of(table);
        if (!table.isOfFiles()) {
            throw cannot(table, "its rows are not in files (got "
                    + table.source().orElse("an Iceberg table") + "): write them by a sink of that kind in a job");
        }
        var format = parts.registry()
                .find(Format.class, match.format())
                .orElseThrow(() -> cannot(table, "no such format: '" + match.format() + "' "
                        + Suggestion.among(match.format(), parts.registry().names(Format.class))));
        var writer = parts.create(
                        Format.class, match.format(), format.settings().of("format " + match.format(), Map.of()))
                .writer();
        if (writer.isEmpty()) {
            throw cannot(table, "files of format " + match.format()
                    + " are only read: write to a table of another format, such as parquet");
        }
        match.dialect().forEach((key, value) -> refuseDialect(table, key, value));
    }

    private static void refuseDialect(Table table, String key, String value) {
        if (!WRITTEN.getOrDefault(key, Set.of()).contains(value)) {
            throw cannot(
                    table,
                    "its files are spelled in another way than new ones would be (got " + key + " = '" + value
                            + "'; expected the writer's own, such as delimiter ',' with a header): write to a table of its own");
        }
    }

    /** The codec of new files, where the table says that its text files are packed. */
    static Optional<String> codec(Table table) {
        var codec = Match.of(table).compression();
        return codec.equals("none") || !TEXTS.contains(Match.of(table).format()) ? Optional.empty() : Optional.of(codec);
    }

    private static UsageException cannot(Table table, String why) {
        return new UsageException("Cannot write to table " + table.name() + ": " + why);
    }
}
