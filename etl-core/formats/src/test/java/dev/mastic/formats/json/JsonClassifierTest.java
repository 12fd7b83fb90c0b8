// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.core.io.Classifier;
import dev.mastic.core.plugin.Factory;
import dev.mastic.core.type.Type;
import dev.mastic.testkit.ClassifierContract;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonClassifierTest extends ClassifierContract {
    @Override
    protected Factory<Classifier> factory() {
        return new JsonClassifier.Plugin();
    }

    @Override
    protected Map<String, Object> settings() {
        return Map.of("json-path", "$.Records[*]");
    }

    @Override
    protected byte[] mine() {
        return bytes("{\"v\": 1, \"Records\": [\n {\"id\": 1, \"n\": \"a\"},\n {\"id\": 2, \"n\": \"b\"}\n]}\n");
    }

    @Override
    protected String fileName() {
        return "trail.json";
    }

    @Override
    protected long rows() {
        return 2;
    }

    @Override
    protected Type.Struct type() {
        return Type.Struct.of(new Type.Field("id", Type.Primitive.INT), new Type.Field("n", Type.Primitive.STRING));
    }

    @Override
    protected List<byte[]> others() {
        return List.of(
                bytes("{\"id\": 1}\n{\"id\": 2}\n"),
                bytes("[{\"id\": 1}]"),
                bytes("{\"Records\": {\"id\": 1}}"),
                bytes("id,n\n1,a\n"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void leavesThePathInTheTable() {
        var match = classifier().classify(sample(mine())).orElseThrow();
        assertThat(match.dialect()).isEqualTo(Map.of("jsonPath", "$['Records'][*]"));
        assertThat(match.readerParameters()).containsEntry("jsonPath", "$['Records'][*]");
    }
}
