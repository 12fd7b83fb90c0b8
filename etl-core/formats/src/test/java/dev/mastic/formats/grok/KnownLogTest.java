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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
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
                .min(Comparator.comparingDouble(Match::certainty).reversed().thenComparing(match -> match.format()
                        .equals("csv")));
    }

    private static String resource(String name) throws Exception {
        try (var in = KnownLogTest.class.getResourceAsStream("/logs/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void winsOverEveryOtherFormat() throws Exception {
        for (var name : List.of("microsoft_log", "microsoft_log.cloudfront", "microsoft_log.w3c")) {
            var text = resource(name + ".log").repeat(20);
            assertThat(best(text))
                    .hasValueSatisfying(match -> assertThat(match.format()).isEqualTo("grok"));
        }
        for (var name : List.of("combined_apache", "nginx_error", "squid", "redismonlog", "syslog", "log4j")) {
            var text = resource(name + ".log").repeat(20);
            var damaged = text + "no, such, line\n" + text;
            assertThat(best(damaged)).hasValueSatisfying(match -> {
                assertThat(match.format()).isEqualTo("grok");
                assertThat(match.certainty()).isBetween(0.9, 0.999);
            });
        }
    }

    @Test
    void leavesOtherTextAlone() {
        for (var text : List.of(
                "id,name\n1,apple\n2,pear\n",
                "2020-01-01 10:00:00,INFO,started\n2020-01-01 10:00:01,WARN,slow\n",
                "2020-01-01 10:00:00\tINFO\tmain\tstarted\n",
                "2020-01-01T10:00:00Z 12.5 ok\n2020-01-01T10:00:01Z 12.7 ok\n",
                "Jan,Feb,Mar\n1,2,3\n",
                "192.0.2.1, alice, 2020-01-01\n",
                "1157689320.327 2864 203.0.113.4\n",
                "{\"time\": \"17/May/2015:10:05:03 +0000\"}\n",
                "# a comment\n# another\n1;2\n3;4\n",
                "#Version: 1.0\n1 2\n",
                "<log><line/></log>\n",
                "Dear all,\n\nthe error is gone.\n")) {
            assertThat(grok(text)).as(text).isEmpty();
        }
    }

    @Test
    void isCertainAsFarAsLinesMatch() throws Exception {
        var line = resource("apache.log").lines().findFirst().orElseThrow() + "\n";
        assertThat(grok(line.repeat(3) + "\n"))
                .hasValueSatisfying(match -> assertThat(match.certainty()).isEqualTo(1));
        assertThat(grok(line.repeat(3) + "\nx\n"))
                .hasValueSatisfying(match -> assertThat(match.certainty()).isEqualTo(0.6));
        assertThat(grok(line + "x\ny\n")).isEmpty();
    }

    @Test
    void isFoundInOtherEncodings() throws Exception {
        var bytes = ("\uFEFF" + resource("syslog.log")).getBytes(StandardCharsets.UTF_16LE);
        var match = new GrokFormat.Plugin()
                .create(new GrokFormat.Plugin().settings().of("any", Map.of()), null)
                .sniff(new Sample("/logs/file", bytes.length, bytes, new byte[0], "none"));
        assertThat(match)
                .hasValueSatisfying(found -> assertThat(found.dialect()).containsEntry("encoding", "UTF-16LE"));
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
