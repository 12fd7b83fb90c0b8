// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Keys are found by their bytes, whatever their length and wherever the window ends. */
class FieldKeysTest {
    private static int behind(String name, String window, int limit) {
        return new FieldKeys(List.of(name)).behind(0, window.getBytes(StandardCharsets.UTF_8), 1, limit);
    }

    @Property
    void findsAKeyWhereItStandsAndNowhereElse(@ForAll("names") String name, @ForAll("names") String other) {
        var key = '"' + name + "\":";
        int end = 1 + key.getBytes(StandardCharsets.UTF_8).length;
        for (var rest : List.of("", "1", " {\"and\":\"more\"}")) {
            var window = "{" + key + rest;
            int limit = window.getBytes(StandardCharsets.UTF_8).length;
            assertThat(behind(name, window, limit)).isEqualTo(end);
            assertThat(behind(name, window, end - 1)).isNegative();
            if (!other.equals(name)) {
                assertThat(behind(other, window, limit)).isNegative();
            }
        }
    }

    /** Of all lengths around the words that are compared, and often alike but for one character. */
    @Provide
    Arbitrary<String> names() {
        return Arbitraries.of('a', 'b', 'ü').list().ofMinSize(0).ofMaxSize(3).flatMap(ends -> Arbitraries.integers()
                .between(0, 30)
                .flatMap(length -> Arbitraries.integers().between(0, length).map(at -> {
                    var middle = ends.stream().map(String::valueOf).reduce("", String::concat);
                    return "x".repeat(at) + middle + "x".repeat(length - at);
                })));
    }
}
