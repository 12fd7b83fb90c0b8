// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.matching;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Texts as they are compared: in lower case, without accents, as words of letters and digits. */
final class Words {
    private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");
    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final int GRAM = 3;
    private static final String EDGE = "#";

    private Words() {}

    /** The words of a text, none of a null. */
    static List<String> of(String text) {
        if (text == null || text.isEmpty()) {
            return List.of();
        }
        var plain = ACCENTS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD))
                .replaceAll("");
        var words = new ArrayList<String>();
        for (var word : BETWEEN.split(plain.toLowerCase(Locale.ROOT))) {
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        return words;
    }

    /** The runs of three characters in words, with a mark at the edges of each word. */
    static List<String> grams(List<String> words) {
        var grams = new ArrayList<String>();
        for (var word : words) {
            var marked = EDGE + word + EDGE;
            for (int i = 0; i == 0 || i + GRAM <= marked.length(); i++) {
                grams.add(marked.substring(i, Math.min(i + GRAM, marked.length())));
            }
        }
        return grams;
    }
}
