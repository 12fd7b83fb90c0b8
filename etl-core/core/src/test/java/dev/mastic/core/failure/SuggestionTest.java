// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class SuggestionTest {
    @Test
    void findsTheNearestName() {
        assertThat(Suggestion.nearest("partitons", List.of("path", "partitions", "position")))
                .contains("partitions");
        assertThat(Suggestion.nearest("PATH", List.of("path", "pat"))).contains("path");
        assertThat(Suggestion.nearest("idd", List.of("id", "name"))).contains("id");
    }

    @Test
    void takesTheFirstByNameOfEquallyNearOnes() {
        assertThat(Suggestion.nearest("ac", List.of("ad", "ab"))).contains("ab");
    }

    @Test
    void staysSilentWhereNothingIsNear() {
        assertThat(Suggestion.nearest("upsert", List.of("append", "replace"))).isEmpty();
        assertThat(Suggestion.nearest("upsert", List.of())).isEmpty();
    }

    @Test
    void staysSilentAboutNamesThatHaveNothingInCommon() {
        assertThat(Suggestion.nearest("id", List.of("xy", "a"))).isEmpty();
    }

    @Property(tries = 200)
    void finds(@ForAll @AlphaChars @StringLength(min = 3, max = 12) String name, @ForAll int at) {
        int cut = Math.floorMod(at, name.length());
        var typo = name.substring(0, cut) + name.substring(cut + 1);
        assertThat(Suggestion.nearest(typo.toUpperCase(Locale.ROOT), List.of("0123456789", name)))
                .contains(name);
    }

    @Test
    void listsWhatThereIs() {
        assertThat(Suggestion.among("nam", List.of("id", "name"))).isEqualTo("(has: id, name; did you mean 'name'?)");
        assertThat(Suggestion.among("zzzzzz", List.of("id", "name"))).isEqualTo("(has: id, name)");
        assertThat(Suggestion.among("id", List.of())).isEqualTo("(there are none)");
    }

    @Test
    void listsTwelveOfMany() {
        var many = IntStream.range(0, 20).mapToObj(i -> "c" + i).toList();
        assertThat(Suggestion.among("zzzzzz", many))
                .endsWith("c10, c11, … 8 more)")
                .doesNotContain("c12");
    }
}
