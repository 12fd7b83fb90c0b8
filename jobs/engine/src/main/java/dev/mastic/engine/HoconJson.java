// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.math.BigDecimal;
import java.math.BigInteger;

/** Values of HOCON as JSON, with all digits that were written. */
final class HoconJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.withExactBigDecimals(true);

    private HoconJson() {}

    static JsonNode of(ConfigValue value) {
        return switch (value.valueType()) {
            case OBJECT -> {
                var object = NODES.objectNode();
                ((ConfigObject) value).forEach((key, inner) -> object.set(key, of(inner)));
                yield object;
            }
            case LIST -> {
                var array = NODES.arrayNode();
                ((ConfigList) value).forEach(inner -> array.add(of(inner)));
                yield array;
            }
            case NUMBER -> number(text(value));
            case BOOLEAN -> NODES.booleanNode((Boolean) value.unwrapped());
            case NULL -> NODES.nullNode();
            case STRING -> NODES.textNode(text(value));
        };
    }

    /** The library's own conversion, for it alone knows how a number was spelled. */
    private static String text(ConfigValue value) {
        return value.atKey("text").getString("text");
    }

    private static JsonNode number(String text) {
        return text.matches("-?\\d+") ? NODES.numberNode(new BigInteger(text)) : NODES.numberNode(new BigDecimal(text));
    }
}
