// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.run;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValueFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How often a failed run is tried again; each option wins over the job's own setting of its name. */
final class RetryOptions {
    private static final String PLACE = "the command line";

    @Option(
            names = "--max-attempts",
            paramLabel = "N",
            description = "How often a failed run is tried again; 0 for never. Default: what the job says, else never.")
    private String maxAttempts;

    @Option(names = "--interval-seconds", paramLabel = "N", description = "Seconds before the first retry. Default: 1.")
    private String intervalSeconds;

    @Option(
            names = "--backoff-rate",
            paramLabel = "RATE",
            description = "By what the delay grows with each further retry. Default: 2.")
    private String backoffRate;

    @Option(
            names = "--max-delay-seconds",
            paramLabel = "N",
            description = "Seconds that no delay exceeds. Default: no limit.")
    private String maxDelaySeconds;

    @Option(
            names = "--jitter-strategy",
            paramLabel = "FULL|NONE",
            description = "FULL spreads each delay from 0 to what it would be. Default: NONE.")
    private String jitterStrategy;

    /** The block {@code retry} as these options change it; empty if there is neither. */
    Optional<ConfigObject> over(Optional<ConfigObject> written) {
        var given = given();
        if (given.isEmpty()) {
            return written;
        }
        var options = ConfigValueFactory.fromMap(given, PLACE);
        return Optional.of(options.withFallback(
                written.orElseGet(() -> ConfigFactory.empty(PLACE).root())));
    }

    private Map<String, String> given() {
        var given = new LinkedHashMap<String, String>();
        put(given, "max-attempts", maxAttempts);
        put(given, "interval-seconds", intervalSeconds);
        put(given, "backoff-rate", backoffRate);
        put(given, "max-delay-seconds", maxDelaySeconds);
        put(given, "jitter-strategy", jitterStrategy);
        return given;
    }

    private static void put(Map<String, String> given, String name, String value) {
        Optional.ofNullable(value).ifPresent(text -> given.put(name, text));
    }
}
