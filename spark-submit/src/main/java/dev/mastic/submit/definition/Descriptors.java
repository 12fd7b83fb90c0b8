// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.definition;

import dev.mastic.core.catalog.Storage;
import dev.mastic.core.catalog.Table;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.io.Format;
import dev.mastic.core.io.Match;
import dev.mastic.core.plugin.Parts;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** How Hive, Athena and Trino are told to read tables of files: in the words of the crawler. */
public record Descriptors(Parts parts) {
    private static final Map<String, Set<String>> DIALECTS =
            Map.of("json", Set.of("jsonPath"), "xml", Set.of("rowTag"));
    /** Formats that check their dialects themselves. */
    private static final Set<String> CHECKED = Set.of("csv", "grok");

    /**
     * What files of a format are, where there is none to be looked at.
     *
     * @param dialect as {@code mastic crawl --output json} shows it
     * @throws UsageException if there is no such format, or it has no such dialect
     */
    public Match match(String format, Map<String, String> dialect) {
        if (format.equals("iceberg")) {
            throw new UsageException(
                    "Cannot create a table of format iceberg by hand: its metadata are files"
                            + " (expected a sink with format = iceberg, mastic crawl --as iceberg, or CREATE TABLE in Spark SQL)");
        }
        var match = new Match(format, 1.0, "none", dialect);
        refuse(match);
        format(format).hive(match);
        return match;
    }

    private static void refuse(Match match) {
        var known = DIALECTS.getOrDefault(match.format(), Set.of());
        match.dialect().keySet().stream()
                .filter(key -> !CHECKED.contains(match.format()) && !known.contains(key))
                .findFirst()
                .ifPresent(key -> {
                    throw new UsageException(
                            "Cannot define files of format " + match.format() + ": it has no property '" + key
                                    + "' of a dialect (has: " + String.join(", ", known) + ")");
                });
    }

    /** The table with what Hive needs to know of files like these at its location, and the parameters that tell readers. */
    public Table describe(Table table, Match match) {
        var parameters = new TreeMap<>(match.tableParameters());
        parameters.putAll(match.readerParameters());
        parameters.putAll(table.parameters());
        var storage = storage(table, match);
        return table.withStorage(storage).withParameters(parameters);
    }

    /** An altered table, with descriptors that follow its columns where they did so before. */
    public Table follow(Table before, Table after) {
        var match = Match.of(before);
        if (!before.isOfFiles()
                || parts.registry().find(Format.class, match.format()).isEmpty()) {
            return after;
        }
        boolean followed = classes(before.storage()).equals(classes(storage(before, match)));
        if (!followed) {
            return after;
        }
        var storage = storage(after, match);
        return after.withStorage(new Storage(
                after.storage().location(),
                storage.inputFormat(),
                storage.outputFormat(),
                storage.serde(),
                storage.serdeParameters(),
                after.storage().compressed(),
                after.storage().attributes()));
    }

    private static Format.HiveClasses classes(Storage storage) {
        return new Format.HiveClasses(
                storage.inputFormat(), storage.outputFormat(), storage.serde(), storage.serdeParameters());
    }

    private Storage storage(Table table, Match match) {
        return format(match.format())
                .hive(match, table.fileType())
                .storage(table.storage().location(), match);
    }

    private Format format(String name) {
        var factory = parts.registry().get(Format.class, name);
        return parts.create(Format.class, name, factory.settings().of("format " + name, Map.of()));
    }
}
