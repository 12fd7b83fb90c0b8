// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.csv;

import dev.mastic.core.io.Format.Together;
import dev.mastic.core.io.Match;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The dialect in which files of one table are read: those with the same syntax and layout, however they spell their values. Pure. */
final class SharedDialect {
    private final Set<Match> files;
    private final List<Dialect> dialects;

    private SharedDialect(Set<Match> files) {
        this.files = files;
        this.dialects = files.stream()
                .map(file -> Dialect.of(file.dialect()))
                .sorted(Comparator.comparing(dialect -> dialect.toMap().toString()))
                .toList();
    }

    /**
     * Of the files with the most frequent syntax and layout; empty where nothing is known of their columns, and their notations differ.
     *
     * @param files how many there are of each match
     */
    static Optional<Together> of(Map<Match, Long> files) {
        var counts = new TreeMap<String, Long>();
        files.forEach((match, count) -> counts.merge(frame(match), count, Long::sum));
        long most = Collections.max(counts.values());
        var frame = counts.keySet().stream()
                .filter(key -> counts.get(key) == most)
                .findFirst()
                .orElseThrow();
        var alike = files.keySet().stream()
                .filter(match -> frame(match).equals(frame))
                .collect(Collectors.toSet());
        return new SharedDialect(alike).together();
    }

    private static String frame(Match match) {
        return Dialect.of(match.dialect()).frame().toMap().toString();
    }

    private Optional<Together> together() {
        var evidence = evidence();
        if (evidence.isEmpty()
                && dialects.stream().map(SharedDialect::spelling).distinct().count() > 1) {
            return Optional.empty();
        }
        var first = dialects.get(0);
        var shared = evidence.isEmpty()
                ? new SharedNotation(first.notation(), first.columns(), List.of())
                : SharedNotation.of(evidence);
        var notation = shared.notation().withNulls(words(CellNotation::nulls), words(CellNotation::missing));
        boolean multiLine =
                dialects.stream().anyMatch(dialect -> dialect.syntax().multiLine());
        var dialect = first.frame().withMultiLine(multiLine).withNotation(notation, shared.columns());
        return Optional.of(new Together(files, withQuote(dialect.toMap()), shared.conflicts()));
    }

    private SortedMap<String, ColumnEvidence> evidence() {
        var columns = new TreeMap<String, ColumnEvidence>();
        files.forEach(file -> file.evidence()
                .forEach((name, text) -> columns.merge(name, ColumnEvidence.of(text), ColumnEvidence::merge)));
        return columns;
    }

    private static CellNotation spelling(Dialect dialect) {
        return dialect.notation().withNulls(List.of(), List.of());
    }

    private List<String> words(Function<CellNotation, List<String>> words) {
        return List.copyOf(dialects.stream()
                .map(Dialect::notation)
                .map(words)
                .flatMap(Collection::stream)
                .collect(Collectors.toCollection(TreeSet::new)));
    }

    /** Where one file names the usual quote, since it has quoted cells, the table does. */
    private Map<String, String> withQuote(Map<String, String> dialect) {
        var map = new TreeMap<>(dialect);
        files.stream()
                .flatMap(file -> Optional.ofNullable(file.dialect().get(Dialect.QUOTE)).stream())
                .findFirst()
                .ifPresent(quote -> map.put(Dialect.QUOTE, quote));
        return map;
    }
}
