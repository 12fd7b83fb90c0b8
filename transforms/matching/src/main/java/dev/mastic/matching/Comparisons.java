// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.matching;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.commons.text.similarity.JaroWinklerSimilarity;

/**
 * All comparisons of two records: by the words and by the runs of three characters of a column and of the whole record, which finds values in
 * the wrong column; by Jaro-Winkler for short texts, and by the difference for numbers.
 */
final class Comparisons {
    private static final String WORDS = ".words";
    private static final String GRAMS = ".grams";
    private static final String JARO_WINKLER = ".jaro-winkler";
    private static final String NUMBER = ".number";
    private static final int SHORT = 40;
    private static final double MOSTLY = 0.8;
    /** What a long text says is said at its beginning; the rest only takes time. */
    private static final int GRAM_WORDS = 15;

    private final List<Comparison> all = new ArrayList<>();
    private final Records records;
    private final Optional<Set<String>> wanted;
    private Terms words;
    private Terms grams;

    private Comparisons(Records records, Optional<Set<String>> wanted) {
        this.records = records;
        this.wanted = wanted;
    }

    /**
     * All for some records.
     *
     * @param wanted names of those that are made; empty for those that the records are fit for
     */
    static Comparisons of(Records records, Optional<Set<String>> wanted) {
        var comparisons = new Comparisons(records, wanted);
        comparisons.addRecord();
        records.columns().forEach(comparisons::add);
        return comparisons;
    }

    List<Comparison> all() {
        return all;
    }

    /** The words of all columns. */
    Terms words() {
        return words;
    }

    /** The words of all columns and their runs of three characters. */
    Terms grams() {
        return grams;
    }

    /** The values of all comparisons, one row for each pair. */
    float[][] compare(Pairs pairs) {
        return IntStream.range(0, pairs.count())
                .parallel()
                .mapToObj(pair -> compare(pairs.one(pair), pairs.other(pair)))
                .toArray(float[][]::new);
    }

    private float[] compare(int one, int other) {
        var values = new float[all.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = all.get(i).measure().of(one, other);
        }
        return values;
    }

    private void addRecord() {
        words = Terms.of(records.count(), record -> wordsOf(record, Integer.MAX_VALUE));
        grams = Terms.of(records.count(), record -> {
            var terms = new ArrayList<>(Words.grams(wordsOf(record, GRAM_WORDS)));
            terms.replaceAll(gram -> gram + " ");
            terms.addAll(wordsOf(record, Integer.MAX_VALUE));
            return terms;
        });
        all.add(new Comparison("words", "", words::cosine));
        all.add(new Comparison("grams", "", grams::cosine));
    }

    private List<String> wordsOf(int record, int mostOfColumn) {
        var found = new ArrayList<String>();
        for (var column : records.columns()) {
            var some = Words.of(column.values().get(record));
            found.addAll(some.subList(0, Math.min(some.size(), mostOfColumn)));
        }
        return found;
    }

    private void add(Records.Column column) {
        var name = column.name();
        var texts = column.values().stream().map(Words::of).toList();
        int present = (int) texts.stream().filter(text -> !text.isEmpty()).count();
        if (isWanted(name + WORDS, present > 0)) {
            all.add(new Comparison(name + WORDS, name, Terms.of(texts.size(), texts::get)::cosine));
            all.add(new Comparison(
                    name + GRAMS, name, Terms.of(texts.size(), record -> Words.grams(texts.get(record)))::cosine));
        }
        var joined = texts.stream().map(text -> String.join("", text)).toArray(String[]::new);
        int length = Arrays.stream(joined).mapToInt(String::length).sum();
        if (isWanted(name + JARO_WINKLER, present > 0 && length <= (long) SHORT * present)) {
            all.add(new Comparison(name + JARO_WINKLER, name, jaroWinkler(joined)));
        }
        var numbers = column.values().stream().mapToDouble(Comparisons::number).toArray();
        long found = Arrays.stream(numbers).filter(Double::isFinite).count();
        if (isWanted(name + NUMBER, found > MOSTLY * present)) {
            all.add(new Comparison(name + NUMBER, name, closeness(numbers)));
        }
    }

    private boolean isWanted(String name, boolean isFit) {
        return wanted.map(names -> names.contains(name)).orElse(isFit);
    }

    private static Comparison.Measure jaroWinkler(String[] texts) {
        var similarity = new JaroWinklerSimilarity();
        return (one, other) -> {
            var a = texts[one];
            var b = texts[other];
            if (a.isEmpty() || b.isEmpty()) {
                return Float.NaN;
            }
            return a.equals(b) ? 1 : similarity.apply(a, b).floatValue();
        };
    }

    private static double number(String text) {
        if (text == null) {
            return Double.NaN;
        }
        try {
            return Double.parseDouble(text.strip());
        } catch (NumberFormatException e) {
            return Double.NaN; // a text, which the other comparisons see
        }
    }

    private static Comparison.Measure closeness(double[] numbers) {
        return (one, other) -> {
            double a = numbers[one];
            double b = numbers[other];
            if (!Double.isFinite(a) || !Double.isFinite(b)) {
                return Float.NaN;
            }
            double larger = Math.max(Math.abs(a), Math.abs(b));
            return larger == 0 ? 1 : (float) (1 - Math.min(1, Math.abs(a - b) / larger));
        };
    }
}
