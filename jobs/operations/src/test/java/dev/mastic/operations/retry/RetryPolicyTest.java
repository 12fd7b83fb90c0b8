// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.operations.retry;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import dev.mastic.core.config.Problem;
import dev.mastic.core.config.Problems;
import java.time.Duration;
import java.util.Optional;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class RetryPolicyTest {
    private static RetryPolicy policy(int interval, double rate, int more, JitterStrategy jitter) {
        var most = Optional.of(Duration.ofSeconds(interval + (long) more));
        return new RetryPolicy(3, Duration.ofSeconds(interval), rate, most, jitter);
    }

    @Property
    void delaysOfAFixedPolicyNeverFallAndNeverExceedTheLimit(
            @ForAll @IntRange(min = 1, max = 100_000) int interval,
            @ForAll @DoubleRange(min = 1, max = 1000) double rate,
            @ForAll @IntRange(max = 1_000_000) int more,
            @ForAll @IntRange(min = 1, max = 10_000) int retry) {
        var policy = policy(interval, rate, more, JitterStrategy.NONE);

        assertThat(policy.delay(1, 0)).isEqualTo(policy.interval());
        assertThat(policy.delay(retry, 0.3)).isEqualTo(policy.delay(retry, 0.7));
        assertThat(policy.delay(retry + 1, 0))
                .isGreaterThanOrEqualTo(policy.delay(retry, 0))
                .isLessThanOrEqualTo(policy.maxDelay().orElseThrow());
    }

    @Property
    void jitterSpreadsADelayFromNothingToWhatItWouldBe(
            @ForAll @IntRange(min = 1, max = 100_000) int interval,
            @ForAll @DoubleRange(min = 1, max = 10) double rate,
            @ForAll @IntRange(min = 1, max = 1000) int retry,
            @ForAll @DoubleRange(max = 1) double random) {
        var spread = policy(interval, rate, 1000, JitterStrategy.FULL);
        var fixed = policy(interval, rate, 1000, JitterStrategy.NONE).delay(retry, 0);

        assertThat(spread.delay(retry, 0)).isEqualTo(Duration.ZERO);
        assertThat(spread.delay(retry, 1)).isEqualTo(fixed);
        assertThat(spread.delay(retry, random)).isBetween(Duration.ZERO, fixed);
    }

    @Example
    void growsAsTheStatesLanguageSays() {
        var policy =
                new RetryPolicy(4, Duration.ofSeconds(3), 2, Optional.of(Duration.ofSeconds(20)), JitterStrategy.NONE);

        assertThat(policy.delay(1, 0)).isEqualTo(Duration.ofSeconds(3));
        assertThat(policy.delay(2, 0)).isEqualTo(Duration.ofSeconds(6));
        assertThat(policy.delay(3, 0)).isEqualTo(Duration.ofSeconds(12));
        assertThat(policy.delay(4, 0)).isEqualTo(Duration.ofSeconds(20));
    }

    @Example
    void readsTheWordsOfABlockAndTheirDefaults() {
        assertThat(read("{}"))
                .isEqualTo(new RetryPolicy(3, Duration.ofSeconds(1), 2, Optional.empty(), JitterStrategy.NONE));
        assertThat(read("max-attempts = 5, interval-seconds = 2, backoff-rate = 1.5, max-delay-seconds = 9,"
                        + " jitter-strategy = FULL"))
                .isEqualTo(new RetryPolicy(
                        5, Duration.ofSeconds(2), 1.5, Optional.of(Duration.ofSeconds(9)), JitterStrategy.FULL));
    }

    @Example
    void saysWhatIsWrongWithEach() {
        assertThat(problem("max-attempts = many"))
                .isEqualTo("setting 'max-attempts' must be a whole number (got \"many\")");
        assertThat(problem("interval-seconds = 0")).contains("a whole number of at least 1", "(got 0)");
        assertThat(problem("backoff-rate = 0.5")).contains("a number of at least 1", "(got 0.5)");
        assertThat(problem("backoff-rate = fast")).contains("a number of at least 1", "(got \"fast\")");
        assertThat(problem("jitter-strategy = SOME")).contains("FULL or NONE", "(got \"SOME\")");
        assertThat(problem("interval-seconds = 10, max-delay-seconds = 9"))
                .contains("less than the first delay (got 9; expected at least 10");
        assertThat(problem("maxattempts = 3")).contains("unknown setting 'maxattempts'");
    }

    private static RetryPolicy read(String block) {
        var problems = new Problems();
        var policy = RetryPolicy.read(ConfigFactory.parseString(block).root(), problems);
        problems.throwIfAny("the test");
        return policy;
    }

    private static String problem(String block) {
        var problems = new Problems();
        RetryPolicy.read(ConfigFactory.parseString(block).root(), problems);
        assertThat(problems.list()).hasSize(1);
        return problems.list().stream().map(Problem::message).findFirst().orElseThrow();
    }
}
