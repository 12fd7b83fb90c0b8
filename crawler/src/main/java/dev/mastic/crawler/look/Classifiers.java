// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler.look;

import dev.mastic.core.io.Classifier;
import dev.mastic.core.io.Format;
import dev.mastic.core.io.Match;
import dev.mastic.core.io.Sample;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Says what a file is: custom classifiers are asked first, in their order, then the formats in Glue's order.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/add-classifier.html">Classifiers in Glue</a>
 */
public record Classifiers(Map<String, Classifier> custom, Map<String, Format> formats) {
    /** Binary formats by their marks, then texts, from the strictest to that which any text may be. */
    private static final List<String> FIRST = List.of("parquet", "orc", "avro", "json", "xml", "ion", "grok");

    private static final String LAST = "csv";

    /** Almost any text can be cut into cells: what a format with a grammar of its own knows so well is left to it. */
    private static final double CLAIMED = 0.8;

    /**
     * What a file is, and who says so.
     *
     * @param by the name of the classifier or the kind of file
     */
    public record Classified(Match match, String by) {}

    /** The order in which formats are asked: that of Glue, others by name before CSV. */
    public static Comparator<String> order() {
        return Comparator.comparing(Classifiers::rank).thenComparing(Comparator.naturalOrder());
    }

    private static int rank(String format) {
        int known = FIRST.indexOf(format);
        return format.equals(LAST) ? FIRST.size() + 1 : known < 0 ? FIRST.size() : known;
    }

    /** Their names, in the order in which they are asked. */
    public List<String> names() {
        var names = new ArrayList<>(custom.keySet());
        names.addAll(formats.keySet());
        return names;
    }

    /**
     * The first that is certain, else the first of the most certain, else nothing. CSV is not asked where another is almost certain, as of a
     * log with a few broken lines.
     */
    public Optional<Classified> classify(Sample sample) {
        var found = new LinkedHashMap<Classified, Double>();
        for (var classifier : custom.entrySet()) {
            var match = classifier.getValue().classify(sample);
            if (match.isPresent() && isCertain(match.get(), classifier.getKey(), found)) {
                return Optional.of(new Classified(match.get(), classifier.getKey()));
            }
        }
        for (var format : formats.entrySet()) {
            if (format.getKey().equals(LAST) && found.values().stream().anyMatch(certainty -> certainty >= CLAIMED)) {
                break;
            }
            var match = format.getValue().sniff(sample);
            if (match.isPresent() && isCertain(match.get(), match.get().classification(), found)) {
                return Optional.of(new Classified(match.get(), match.get().classification()));
            }
        }
        // the first of equals: max() would give the last
        return found.entrySet().stream()
                .sorted(Map.Entry.<Classified, Double>comparingByValue().reversed())
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static boolean isCertain(Match match, String by, Map<Classified, Double> found) {
        if (match.certainty() > 0) {
            found.put(new Classified(match, by), match.certainty());
        }
        return match.certainty() >= 1;
    }
}
