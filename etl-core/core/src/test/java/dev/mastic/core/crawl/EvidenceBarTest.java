// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.crawl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class EvidenceBarTest {
    @Test
    void readsTheCountsOfKinds() {
        assertThat(EvidenceBar.of("int 480 (a.json:1 12), string 20 (b.json:7 x, y 5 (z)), null 500")
                        .kinds())
                .isEqualTo(Map.of("int", 480L, "string", 20L, "null", 500L));
    }

    @Test
    void drawsTheirSharesNullsLast() {
        assertThat(EvidenceBar.of("int 3 (a 1), null 9, string 4 (b x)").svg())
                .startsWith("<svg class=\"bar\" viewBox=\"0 0 100.0 1\"")
                .containsSubsequence(
                        "class=\"k0\" x=\"0.0\" width=\"25.0\"",
                        "<title>string 4</title>",
                        "class=\"k1\" x=\"25.0\" width=\"18.8\"",
                        "<title>int 3</title>",
                        "class=\"k9\" x=\"43.8\" width=\"56.3\"",
                        "<title>null 9</title>");
    }

    @Test
    void whatIsRareIsSeen() {
        assertThat(EvidenceBar.of("int 100000 (a 1), string 1 (b x)").svg())
                .contains("width=\"1.5\"", "viewBox=\"0 0 101.5 1\"");
    }

    @Test
    void drawsNothingWithoutCounts() {
        assertThat(EvidenceBar.of("3 folder names (first 2019)").svg()).isEmpty();
        assertThat(EvidenceBar.of("no value").svg()).isEmpty();
    }
}
