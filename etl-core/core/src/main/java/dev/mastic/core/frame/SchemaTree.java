// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.frame;

import dev.mastic.core.type.Type;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;

/** A record type as Glue prints it, a line for each field; with the share of each branch of its choices where they were counted. */
final class SchemaTree {
    private final Optional<ValueCounts> counts;
    private final StringBuilder text = new StringBuilder("root\n");

    private SchemaTree(Optional<ValueCounts> counts) {
        this.counts = counts;
    }

    static String of(Type.Struct type) {
        return new SchemaTree(Optional.empty()).print(type);
    }

    static String of(Type.Struct type, ValueCounts counts) {
        return new SchemaTree(Optional.of(counts)).print(type);
    }

    private String print(Type.Struct type) {
        fields(type, List.of());
        return text.toString();
    }

    private void fields(Type.Struct struct, List<String> place) {
        struct.fields()
                .forEach(field -> node(field.name() + ": ", field.type(), ValueCounts.inside(place, field.name())));
    }

    private void node(String label, Type type, List<String> place) {
        line(place.size(), label + name(type));
        if (type instanceof Type.Struct struct) {
            fields(struct, place);
        } else if (type instanceof Type.Array array) {
            node("element: ", array.element(), ValueCounts.inside(place, ValueCounts.ELEMENT));
        } else if (type instanceof Type.Map map) {
            node("keyType: ", map.key(), ValueCounts.inside(place, ValueCounts.KEY));
            node("valueType: ", map.value(), ValueCounts.inside(place, ValueCounts.VALUE));
        } else if (type instanceof Type.Choice choice) {
            choice.members().forEach(member -> branch(choice, member, place));
        }
    }

    private void branch(Type.Choice choice, Type member, List<String> place) {
        var inner = ValueCounts.inside(place, member.typeName());
        int before = text.length();
        node("", member, inner);
        counts.ifPresent(counted -> {
            long all = choice.members().stream()
                    .mapToLong(each -> counted.at(ValueCounts.inside(place, each.typeName())))
                    .sum();
            long mine = counted.at(inner);
            text.insert(text.indexOf("\n", before), " " + mine + " (" + share(mine, all) + ")");
        });
    }

    /** Never 0 % of some, never 100 % of not all. */
    private static String share(long part, long all) {
        if (all == 0) {
            return "0%";
        }
        var percent = BigDecimal.valueOf(part)
                .multiply(BigDecimal.valueOf(100))
                .divide(BigDecimal.valueOf(all), 3, RoundingMode.HALF_UP);
        if (part > 0 && percent.signum() == 0) {
            return "<0.001%";
        } else if (part < all && percent.compareTo(BigDecimal.valueOf(100)) == 0) {
            return ">99.999%";
        }
        return percent.stripTrailingZeros().toPlainString() + "%";
    }

    private static String name(Type type) {
        return type instanceof Type.Decimal decimal
                ? "decimal(" + decimal.precision() + "," + decimal.scale() + ")"
                : type.typeName();
    }

    private void line(int level, String content) {
        text.append("|    ".repeat(level - 1)).append("|-- ").append(content).append('\n');
    }
}
