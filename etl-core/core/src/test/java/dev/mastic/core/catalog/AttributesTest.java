// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.mastic.core.failure.EtlException;
import dev.mastic.core.type.Type;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AttributesTest {
    @Test
    void areEqualWhereTheySayTheSame() {
        var one = new Attributes("{\"b\": [1, {\"z\":1,\"y\":2}],\n\"a\":null}");
        assertThat(one).isEqualTo(new Attributes("{\"a\":null,\"b\":[1,{\"y\":2,\"z\":1}]}"));
        assertThat(one.json()).isEqualTo("{\"a\":null,\"b\":[1,{\"y\":2,\"z\":1}]}");
        assertThat(new Attributes(" { } ")).isEqualTo(Attributes.NONE);
        assertThat(one).isNotEqualTo(new Attributes("{\"a\":null,\"b\":[{\"y\":2,\"z\":1},1]}"));
    }

    @Test
    void keepAllDigitsOfNumbers() {
        var text = "{\"a\":1700000000.250,\"b\":12345678901234567890,\"c\":0.10}";
        assertThat(new Attributes(text).json()).isEqualTo(text);
        assertThat(Attributes.of(new Attributes(text).object()).json()).isEqualTo(text);
    }

    @Test
    void areChangedByName() {
        var owner = Attributes.NONE.with("Owner", TextNode.valueOf("me"));
        assertThat(owner.json()).isEqualTo("{\"Owner\":\"me\"}");
        assertThat(owner.find("Owner")).contains(TextNode.valueOf("me"));
        assertThat(owner.find("owner")).isEmpty();
        assertThat(owner.without("Owner")).isEqualTo(Attributes.NONE);
    }

    @Test
    void areAJsonObject() {
        for (var text : new String[] {"", "[]", "1", "{", "{} {}"}) {
            assertThatThrownBy(() -> new Attributes(text)).isInstanceOf(EtlException.class);
        }
    }

    @Test
    void columnsKeepTheirSpelling() {
        var column = Column.written("a", "DECIMAL(10, 2)", Optional.empty(), Map.of());
        assertThat(column.type()).isEqualTo(new Type.Decimal(10, 2));
        assertThat(column.typeText()).isEqualTo("DECIMAL(10, 2)");
        assertThat(column.withType(new Type.Decimal(10, 2)).typeText()).isEqualTo("DECIMAL(10, 2)");
        assertThat(column.withType(Type.Primitive.LONG).typeText()).isEqualTo("bigint");
        assertThat(Column.written("a", "bigint", Optional.empty(), Map.of()))
                .isEqualTo(Column.of("a", Type.Primitive.LONG));
    }
}
