// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.grok;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.config.ConfigProblemsException;
import dev.mastic.core.io.Classifier;
import dev.mastic.core.plugin.Factory;
import dev.mastic.core.type.Type;
import dev.mastic.core.type.TypeString;
import dev.mastic.testkit.ClassifierContract;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GrokClassifierTest extends ClassifierContract {
    private static final String CUSTOM = "MESSAGEPREFIX .*-.*-.*-.*-.*\nTEMPERATURE %{NUMBER:celsius:double}C";

    @Override
    protected Factory<Classifier> factory() {
        return new GrokClassifier.Plugin();
    }

    @Override
    protected Map<String, Object> settings() {
        return Map.of(
                "classification", "sensors",
                "grok-pattern",
                        "%{TIMESTAMP_ISO8601:at} \\[%{MESSAGEPREFIX:prefix}] %{CRAWLERLOGLEVEL:level} : %{TEMPERATURE}",
                "custom-patterns", CUSTOM + "\nCRAWLERLOGLEVEL (?:BENCHMARK|ERROR|WARN|INFO|TRACE)");
    }

    @Override
    protected byte[] mine() {
        return """
                2017-03-30 13:49:22.125 [6ce-4d5e-a11-b2-c3] INFO : 21.5C
                2017-03-30 13:49:23.125 [7ce-4d5e-a11-b2-ö3] WARN : 22C
                """.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    protected String fileName() {
        return "sensors.log";
    }

    @Override
    protected long rows() {
        return 2;
    }

    @Override
    protected Type.Struct type() {
        return (Type.Struct) TypeString.parse("struct<at:timestamp,prefix:string,level:string,celsius:double>");
    }

    @Override
    protected List<byte[]> others() {
        return List.of(
                "id,name\n1,apple\n2,pear\n".getBytes(StandardCharsets.UTF_8),
                "{\"id\": 1}\n".getBytes(StandardCharsets.UTF_8),
                "x2017-03-30 13:49:22.125 [6ce-4d5e-a11-b2-c3] INFO : 21.5C\n".getBytes(StandardCharsets.UTF_8),
                "2017-03-30 13:49:22.125 [6ce-4d5e-a11-b2-c3] INFO : 21.5Cx\n".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void isCertainAsFarAsLinesMatch() {
        var half = new String(mine(), StandardCharsets.UTF_8) + "no record\n\n2017\nend\n";
        assertThat(classifier().classify(sample(half.getBytes(StandardCharsets.UTF_8))))
                .hasValueSatisfying(match -> assertThat(match.certainty()).isBetween(0.33, 0.34));
    }

    @Test
    void saysWhereAPatternIsWrong() {
        assertThatThrownBy(() -> classifier(Map.of("classification", "a", "grok-pattern", "%{INT:x} %{NOTSPCE:y}")))
                .isInstanceOf(ConfigProblemsException.class)
                .hasMessageContaining("no pattern is called 'NOTSPCE' (did you mean 'NOTSPACE'?)")
                .hasMessageContaining("at character 10 of the pattern");
        assertThatThrownBy(() -> classifier(
                        Map.of("classification", "a", "grok-pattern", "%{A:x}", "custom-patterns", "# ours\nA (b")))
                .isInstanceOf(ConfigProblemsException.class)
                .hasMessageContaining("Unclosed group")
                .hasMessageContaining("line 2 of the custom patterns (A)");
    }

    @Test
    void keepsGluesLimits() {
        assertThatThrownBy(() -> classifier(Map.of("classification", " ", "grok-pattern", "%{INT:x}")))
                .hasMessageContaining("classification");
        assertThatThrownBy(() -> classifier(Map.of("classification", "a", "grok-pattern", "x".repeat(2049))))
                .hasMessageContaining("1 to 2048 characters");
        var custom = Map.<String, Object>of(
                "classification", "a", "grok-pattern", "x", "custom-patterns", "A " + "x".repeat(16_000));
        assertThatThrownBy(() -> classifier(custom)).hasMessageContaining("0 to 16000 characters");
    }
}
