// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;

class SafeNameTest {
    @Property(tries = 500)
    void isAShortFileNameWhateverTheText(@ForAll @StringLength(max = 200) String text) {
        assertThat(SafeName.of(text)).matches("[A-Za-z0-9_%~-]{0,60}");
        assertThat(SafeName.folder(text)).doesNotStartWith("_").doesNotStartWith(".");
    }

    @Property(tries = 500)
    void differentTextsHaveDifferentNames(@ForAll String one, @ForAll String other) {
        Assume.that(!one.equals(other));
        assertThat(SafeName.of(one)).isNotEqualTo(SafeName.of(other));
        assertThat(SafeName.folder(one)).isNotEqualTo(SafeName.folder(other));
    }

    @Example
    void namesThatDifferInTheirEndsOnlyStayDifferent() {
        var same = "x".repeat(300);
        assertThat(SafeName.of(same + "1")).hasSize(60).isNotEqualTo(SafeName.of(same + "2"));
    }

    @Example
    void keepsPlainNamesAndEncodesTheRest() {
        assertThat(SafeName.of("daily_2024-01-01")).isEqualTo("daily_2024-01-01");
        assertThat(SafeName.of("T00:00+00.ü")).isEqualTo("T00%3A00%2B00%2E%C3%BC");
        assertThat(SafeName.of("")).isEmpty();
        assertThat(SafeName.folder("persons_terms.val.party")).isEqualTo("persons_terms.val.party");
        assertThat(SafeName.folder("..")).isEqualTo("%2E.");
    }
}
