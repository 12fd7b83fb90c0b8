// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.failure.UsageException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentsTest {
    @Property(tries = 200)
    void readsBothSpellings(@ForAll Map<@AlphaChars @NotEmpty String, String> values) {
        var apart = values.entrySet().stream().flatMap(e -> Stream.of("--" + e.getKey(), e.getValue()));
        var together = values.entrySet().stream().map(e -> "--" + e.getKey() + "=" + e.getValue());
        assertThat(Arguments.parse(apart.toList()).values()).isEqualTo(values);
        assertThat(Arguments.parse(together.toList()).values()).isEqualTo(values);
    }

    @Test
    void takesTheLastOfOneKey() {
        assertThat(Arguments.parse(List.of("--day", "1", "--day=2")).get("day")).isEqualTo("2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"day", "--", "-d", "", "--=x"})
    void refusesAWordThatIsNoKey(String word) {
        assertThatThrownBy(() -> Arguments.parse(List.of("--a", "b", word, "x")))
                .isInstanceOf(UsageException.class)
                .hasMessage("Invalid job argument: '" + word + "' (expected --key value or --key=value)");
    }

    @Test
    void refusesAKeyWithoutAValue() {
        assertThatThrownBy(() -> Arguments.parse(List.of("--a", "b", "--day")))
                .isInstanceOf(UsageException.class)
                .hasMessage("Job argument '--day' has no value (expected --key value or --key=value)");
    }

    @Test
    void saysWhichArgumentIsMissing() {
        var arguments = Arguments.parse(List.of("--dya", "1"));
        assertThat(arguments.find("day")).isEmpty();
        assertThatThrownBy(() -> arguments.get("day"))
                .isInstanceOf(UsageException.class)
                .hasMessage(
                        "Missing job argument: --day (has: dya; did you mean 'dya'?); give it after --, such as: -- --day"
                                + " VALUE");
        assertThatThrownBy(() -> Arguments.none().get("day")).hasMessageContaining("(there are none)");
    }
}
