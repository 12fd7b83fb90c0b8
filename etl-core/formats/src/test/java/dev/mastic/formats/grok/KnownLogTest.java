// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.grok;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.core.SessionParts;
import dev.mastic.core.io.Format;
import dev.mastic.core.io.Match;
import dev.mastic.core.io.Sample;
import dev.mastic.core.plugin.Registry;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KnownLogTest {
    private static final Registry REGISTRY = Registry.fromClasspath();

    private static Sample sample(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        return new Sample("/logs/file", bytes.length, bytes, new byte[0], "none");
    }

    private static Optional<Match> grok(String text) {
        return sniff("grok", text);
    }

    private static Optional<Match> sniff(String format, String text) {
        var factory = REGISTRY.get(Format.class, format);
        var parts = new SessionParts(REGISTRY, Map.of(), new Configuration());
        return factory.create(factory.settings().of("any", Map.of()), parts).sniff(sample(text));
    }

    /** What all formats together say. */
    private static Optional<Match> best(String text) {
        return REGISTRY.names(Format.class).stream()
                .flatMap(format -> sniff(format, text).stream())
                .max(Comparator.comparingDouble(Match::certainty));
    }

    private static String resource(String name) throws Exception {
        try (var in = KnownLogTest.class.getResourceAsStream("/logs/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "combined_apache",
                "nginx",
                "apache",
                "apache_error",
                "nginx_error",
                "linux_kernel",
                "microsoft_log",
                "microsoft_log.w3c",
                "microsoft_log.cloudfront",
                "ruby_logger",
                "squid",
                "redismonlog",
                "redislog",
                "redislog.old",
                "syslog",
                "syslog.rfc5424",
                "syslog.rfc3339",
                "log4j",
                "log4j.spring"
            })
    void isFoundByItsLines(String name) throws Exception {
        var text = resource(name + ".log");
        assertThat(grok(text)).hasValueSatisfying(match -> {
            assertThat(match.classification()).isEqualTo(name.replaceFirst("\\..*", ""));
            assertThat(match.certainty()).isEqualTo(1.0);
            assertThat(match.format()).isEqualTo("grok");
        });
    }
}
