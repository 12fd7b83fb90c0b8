// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.operations.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.failure.EtlException;
import dev.mastic.core.failure.ExitCode;
import dev.mastic.core.failure.OutcomeUnknownException;
import dev.mastic.core.failure.UsageException;
import dev.mastic.engine.RunAttempt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class RetriesTest {
    private static final RetryPolicy TWICE =
            new RetryPolicy(2, Duration.ofSeconds(3), 2, Optional.empty(), JitterStrategy.NONE);

    private final List<Duration> pauses = new ArrayList<>();
    private final List<FailedAttempt> failed = new ArrayList<>();
    private final List<RunAttempt> begun = new ArrayList<>();
    private Predicate<Duration> goOn = pauses::add;

    /** A run whose attempts fail with these, one after the other, and then succeed. */
    private String run(RuntimeException... failures) {
        return new Retries(TWICE, goOn, () -> 0.5)
                .run(
                        attempt -> {
                            begun.add(attempt);
                            if (attempt.number() <= failures.length) {
                                throw failures[attempt.number() - 1];
                            }
                            return "done by " + attempt.number();
                        },
                        failure -> failure instanceof EtlException etl ? etl.exitCode() : ExitCode.INTERNAL,
                        failed::add);
    }

    @Test
    void triesAgainAfterTheDelaysUntilItSucceeds() {
        var unknown = new OutcomeUnknownException("Cannot tell", "look");

        assertThat(run(new EtlException("broken"), unknown)).isEqualTo("done by 3");

        assertThat(pauses).containsExactly(Duration.ofSeconds(3), Duration.ofSeconds(6));
        assertThat(begun).containsExactly(new RunAttempt(1, 3), new RunAttempt(2, 3), new RunAttempt(3, 3));
        assertThat(failed)
                .containsExactly(
                        new FailedAttempt(1, ExitCode.FAILED, "broken", Duration.ofSeconds(3)),
                        new FailedAttempt(2, ExitCode.OUTCOME_UNKNOWN, unknown.getMessage(), Duration.ofSeconds(6)));
    }

    @Test
    void throwsWhatTheLastAttemptThrew() {
        var last = new EtlException("still broken");
        assertThatThrownBy(() -> run(new EtlException("broken"), new EtlException("again"), last))
                .isSameAs(last);
        assertThat(begun).hasSize(3);
        assertThat(failed).hasSize(2);
    }

    @Test
    void doesNotRepeatWhatWouldFailAgain() {
        var usage = new UsageException("no such file");
        assertThatThrownBy(() -> run(usage)).isSameAs(usage);
        var internal = new IllegalStateException("a bug");
        assertThatThrownBy(() -> run(internal)).isSameAs(internal);

        assertThat(pauses).isEmpty();
        assertThat(failed).isEmpty();
    }

    @Test
    void endsWhenThePauseIsBrokenOff() {
        goOn = delay -> false;
        var first = new EtlException("broken");

        assertThatThrownBy(() -> run(first)).isSameAs(first);
        assertThat(begun).hasSize(1);
    }
}
