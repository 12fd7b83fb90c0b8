// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.frame;

import dev.mastic.core.type.Type;
import java.util.ArrayList;
import java.util.List;

/**
 * The narrowest type of the rows that there are: what no row has is null, and a choice has the branches that occur.
 *
 * @param counts of all places of the type
 */
record TightType(ValueCounts counts) {
    Projection of(Type.Struct type) {
        return fields(Projection.of(type), List.of());
    }

    private Projection fields(Projection fields, List<String> place) {
        return new Projection(fields.members().stream()
                .map(field ->
                        new Projection.Member(field.name(), of(field.value(), ValueCounts.inside(place, field.name()))))
                .toList());
    }

    private Value of(Value value, List<String> place) {
        if (counts.at(place) == 0) {
            return Value.nothing(Type.Primitive.NULL);
        } else if (value.type() instanceof Type.Struct) {
            return value.reshape(fields -> fields(fields, place)).orElse(value);
        } else if (value.type() instanceof Type.Array) {
            return value.mapElements(element -> of(element, ValueCounts.inside(place, ValueCounts.ELEMENT)));
        } else if (value.type() instanceof Type.Choice) {
            return choice(value, place);
        }
        return value;
    }

    private Value choice(Value value, List<String> place) {
        var branches = new ArrayList<Value>();
        for (var branch : value.branches().orElseThrow().members()) {
            var inner = ValueCounts.inside(place, branch.name());
            if (counts.at(inner) > 0) {
                branches.add(of(branch.value(), inner));
            }
        }
        var tight = branches.size() == 1 ? branches.get(0) : Value.choice(branches);
        return tight.type().equals(value.type()) ? value : tight;
    }
}
