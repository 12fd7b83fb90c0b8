// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.failure.UsageException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WiringTest {
    private static Wiring<Integer> wiring() {
        var known = new LinkedHashMap<String, Integer>();
        known.put("orders", 1);
        known.put("people.good", 2);
        known.put("people", 3);
        known.put("people.a.b", 4);
        return Wiring.of(known);
    }

    @Test
    void takesAllOutputsOfAStepByTheirNames() {
        var all = Map.of("good", 2, "result", 3, "a.b", 4);
        assertThat(wiring().inputs(List.of("people.*"))).isEqualTo(all);
        assertThat(wiring().select("people.*")).isEqualTo(all);
        assertThat(wiring().inputs(List.of("orders", "people.*")).keySet())
                .containsExactly("orders", "good", "result", "a.b");
    }

    @Test
    void takesOneOutputByItsFullName() {
        assertThat(wiring().inputs(List.of("people.a.b"))).isEqualTo(Map.of("people.a.b", 4));
        assertThat(wiring().select("people.result")).isEqualTo(Map.of("", 3));
    }

    @Test
    void refusesAFrameThatGoesInTwice() {
        assertThatThrownBy(() -> wiring().inputs(List.of("people.*", "people.*")))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("goes in twice: 'good'");
    }

    @Test
    void namesFramesThatAreNear() {
        assertThatThrownBy(() -> wiring().select("poeple.*")).hasMessageContaining("did you mean 'people");
        assertThatThrownBy(() -> wiring().select("order")).hasMessageContaining("did you mean 'orders'");
    }

    @Test
    void knowsWhoTakesAFrame() {
        assertThat(Wiring.takes("people.*", "people.good")).isTrue();
        assertThat(Wiring.takes("people.*", "people")).isTrue();
        assertThat(Wiring.takes("people.good", "people.a.b")).isFalse();
    }
}
