// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.operations.retry;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import dev.mastic.core.config.Problems;
import dev.mastic.core.config.Setting;
import dev.mastic.core.config.Settings;
import dev.mastic.core.config.SettingsSpec;
import dev.mastic.engine.RunAttempt;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * How often a failed run is tried again, and after how long; the words and defaults are those of a retrier of the Amazon States Language.
 *
 * @param maxAttempts how often it is tried again after the first attempt; 0: never
 * @param interval the time before the first retry
 * @param backoffRate by what the time grows with each further one; at least 1
 * @param maxDelay what it never exceeds; empty: no limit
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html">Retrying after an error</a>
 */
public record RetryPolicy(
        int maxAttempts, Duration interval, double backoffRate, Optional<Duration> maxDelay, JitterStrategy jitter) {
    /** Nothing is tried again. */
    public static final RetryPolicy NEVER =
            new RetryPolicy(0, Duration.ofSeconds(1), 2, Optional.empty(), JitterStrategy.NONE);

    /** About three years: no delay is longer, whatever the rate. */
    private static final double MOST_SECONDS = 1e8;

    private static final Setting<Integer> MAX_ATTEMPTS =
            Setting.count("max-attempts", 0).defaultsTo(3).doc("How often a failed run is tried again; 0 for never.");
    private static final Setting<Integer> INTERVAL_SECONDS =
            Setting.count("interval-seconds", 1).defaultsTo(1).doc("Seconds before the first retry.");
    private static final Setting<Double> BACKOFF_RATE = Setting.of("backoff-rate", (value, base) -> rate(value))
            .defaultsTo(2.0)
            .doc("By what the delay grows with each further retry.");
    private static final Setting<Integer> MAX_DELAY_SECONDS =
            Setting.count("max-delay-seconds", 1).doc("Seconds that no delay exceeds.");
    private static final Setting<JitterStrategy> JITTER_STRATEGY = Setting.of(
                    "jitter-strategy", (value, base) -> jitter(value))
            .defaultsTo(JitterStrategy.NONE)
            .doc("FULL spreads each delay from 0 to what it would be; NONE does not.");

    /** The settings of a block {@code retry}. */
    public static final SettingsSpec SPEC =
            SettingsSpec.of(MAX_ATTEMPTS, INTERVAL_SECONDS, BACKOFF_RATE, MAX_DELAY_SECONDS, JITTER_STRATEGY);

    /** Reads a block; the result is usable only when no problem was noted. */
    public static RetryPolicy read(ConfigObject written, Problems problems) {
        var settings = SPEC.read(written, "", problems);
        checkMaxDelay(settings, problems);
        return new RetryPolicy(
                settings.get(MAX_ATTEMPTS),
                Duration.ofSeconds(settings.get(INTERVAL_SECONDS)),
                settings.get(BACKOFF_RATE),
                settings.find(MAX_DELAY_SECONDS).map(Duration::ofSeconds),
                settings.get(JITTER_STRATEGY));
    }

    private static void checkMaxDelay(Settings settings, Problems problems) {
        int interval = settings.get(INTERVAL_SECONDS);
        settings.find(MAX_DELAY_SECONDS)
                .filter(most -> most < interval)
                .ifPresent(most -> problems.add(
                        settings.origin(MAX_DELAY_SECONDS),
                        "max-delay-seconds is less than the first delay (got " + most + "; expected at least "
                                + interval + ", which is interval-seconds)"));
    }

    /** The first of the attempts. */
    public RunAttempt first() {
        return new RunAttempt(1, maxAttempts + 1);
    }

    /**
     * The time before a retry.
     *
     * @param retry from 1
     * @param random from 0 to 1; only jitter looks at it
     */
    public Duration delay(int retry, double random) {
        double grown = interval.toSeconds() * Math.pow(backoffRate, retry - 1);
        double most = maxDelay.map(limit -> (double) limit.toSeconds()).orElse(MOST_SECONDS);
        double seconds = Math.min(grown, most) * (jitter == JitterStrategy.FULL ? random : 1);
        return Duration.ofMillis(Math.round(seconds * 1000));
    }

    private static double rate(ConfigValue value) {
        try {
            double rate = Double.parseDouble(String.valueOf(value.unwrapped()).trim());
            if (rate >= 1 && Double.isFinite(rate)) {
                return rate;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("a number of at least 1", e);
        }
        throw new IllegalArgumentException("a number of at least 1");
    }

    private static JitterStrategy jitter(ConfigValue value) {
        try {
            return JitterStrategy.valueOf(String.valueOf(value.unwrapped()).toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("FULL or NONE", e);
        }
    }
}
