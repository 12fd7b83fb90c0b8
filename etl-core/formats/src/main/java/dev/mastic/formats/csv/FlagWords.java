// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.csv;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The words that mean true and false beside {@code true} and {@code false}, in small letters; they are understood in great ones too.
 *
 * @param trues such as {@code yes}
 * @param falses such as {@code no}
 */
record FlagWords(List<String> trues, List<String> falses) implements Serializable {
    /** No others. */
    static final FlagWords NONE = new FlagWords(List.of(), List.of());

    /** Words that are flags where both of a pair stand in a column, and hardly anything else. */
    private static final Map<String, String> PAIRS = Map.of(
            "yes", "no", "y", "n", "t", "f", "oui", "non", "ja", "nein", "sí", "no", "si", "no", "sim", "não", "vrai",
            "faux", "wahr", "falsch");

    FlagWords {
        trues = List.copyOf(trues);
        falses = List.copyOf(falses);
    }

    /** Whether the word is one of any pair. */
    static boolean isKnown(String word) {
        var small = word.toLowerCase(Locale.ROOT);
        return PAIRS.containsKey(small) || PAIRS.containsValue(small);
    }

    /** The pairs of which both words are among these. */
    static FlagWords among(Set<String> words) {
        var small = words.stream().map(word -> word.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
        var found = PAIRS.entrySet().stream()
                .filter(pair -> small.contains(pair.getKey()) && small.contains(pair.getValue()))
                .toList();
        return new FlagWords(
                found.stream().map(Map.Entry::getKey).sorted().toList(),
                found.stream().map(Map.Entry::getValue).distinct().sorted().toList());
    }

    /** These and others. */
    FlagWords and(FlagWords others) {
        return new FlagWords(both(trues, others.trues), both(falses, others.falses));
    }

    private static List<String> both(List<String> some, List<String> others) {
        var all = new TreeSet<>(some);
        all.addAll(others);
        return List.copyOf(all);
    }

    /** Words in small letters, in great ones, and with the first of them great. */
    static Spellings spellings(List<String> words) {
        return new Spellings(words.stream()
                .flatMap(word -> Stream.of(
                        word,
                        word.toUpperCase(Locale.ROOT),
                        word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1)))
                .distinct()
                .toList());
    }
}
