// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.failure.UsageException;
import dev.mastic.core.io.Classifier;
import dev.mastic.core.plugin.Factory;
import dev.mastic.core.type.Type;
import dev.mastic.testkit.ClassifierContract;
import dev.mastic.testkit.Warnings;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class XmlClassifierTest extends ClassifierContract {
    @Override
    protected Factory<Classifier> factory() {
        return new XmlClassifier.Plugin();
    }

    @Override
    protected Map<String, Object> settings() {
        return Map.of("row-tag", "line", "classification", "invoices");
    }

    @Override
    protected byte[] mine() {
        return bytes("<invoices><invoice><line><sku>a</sku><n>1</n></line><line><sku>b</sku><n>2</n></line></invoice>"
                + "<invoice><line><sku>c</sku><n>3</n></line></invoice></invoices>");
    }

    @Override
    protected String fileName() {
        return "invoices.xml";
    }

    @Override
    protected long rows() {
        return 3;
    }

    @Override
    protected Type.Struct type() {
        return Type.Struct.of(new Type.Field("sku", Type.Primitive.STRING), new Type.Field("n", Type.Primitive.INT));
    }

    @Override
    protected List<byte[]> others() {
        return List.of(
                bytes("<orders><order/><order/></orders>"),
                bytes("<lines><liner/><!-- --></lines>"),
                bytes("{\"line\":1}"),
                bytes("line,n\na,1\n"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void callsTheKindOfFileAsItIsTold() {
        var match = classifier().classify(sample(mine())).orElseThrow();
        assertThat(match.classification()).isEqualTo("invoices");
        assertThat(match.dialect()).containsEntry("rowTag", "line");
    }

    @Test
    void saysNothingOfFilesThatAreNotItsOwn() {
        try (var warnings = Warnings.of(XmlFormat.class)) {
            others().forEach(other ->
                    assertThat(classifier().classify(sample(other))).isEmpty());
            assertThat(warnings.said()).isEmpty();
        }
    }

    @Test
    void refusesARowTagThatNoElementHas() {
        assertThatThrownBy(() -> classifier(Map.of("row-tag", "<line>")))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("without brackets");
    }
}
