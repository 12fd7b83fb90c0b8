// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.iceberg;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.core.bookmark.Output;
import dev.mastic.core.bookmark.Run;
import dev.mastic.core.bookmark.Token;
import dev.mastic.testkit.Inputs;
import java.util.Optional;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.StringLength;

class CommittedOutputTest {
    @Property(tries = 200)
    void comesBackFromItsProperty(
            @ForAll String job,
            @ForAll String runId,
            @ForAll String sink,
            @ForAll long rows,
            @ForAll boolean hasSnapshot) {
        var committed = new CommittedOutput(
                new Run(job, runId, new Token(7)),
                sink,
                "abc",
                rows,
                3,
                hasSnapshot ? Optional.of("123") : Optional.empty());

        assertThat(CommittedOutput.parse("p", committed.json())).isEqualTo(committed);
    }

    @Property(tries = 500)
    void hasANameThatIsOnePathSegment(
            @ForAll @NotEmpty String job,
            @ForAll @NotEmpty String sink,
            @ForAll @NotEmpty String runId,
            @ForAll @LongRange(min = 0) long token) {
        assertThat(OutputName.of(output(job, sink, runId, token))).matches("[A-Za-z0-9_~.-]{1,260}");
    }

    @Property(tries = 1000)
    void hasANameOfItsOwn(
            @ForAll @StringLength(min = 1, max = 3) String job,
            @ForAll @StringLength(min = 1, max = 3) String sink,
            @ForAll @StringLength(min = 1, max = 3) String other) {
        Assume.that(!job.equals(other));

        assertThat(OutputName.of(output(job, sink, "r", 1))).isNotEqualTo(OutputName.of(output(other, sink, "r", 1)));
        assertThat(OutputName.property(output(job, sink, "r", 1)))
                .isNotEqualTo(OutputName.property(output(other, sink, "r", 1)));
        assertThat(OutputName.property(output(job, sink, "r", 1))).startsWith(OutputName.propertiesOf(job));
        assertThat(OutputName.property(output(job, sink, "r", 1))).doesNotStartWith(OutputName.propertiesOf(other));
    }

    private static Output output(String job, String sink, String runId, long token) {
        return new Output(new Run(job, runId, new Token(token)), sink, Inputs.of("d"), Optional.empty());
    }
}
