// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.core.type.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class DistinctNamesTest {
    private static Type.Struct record(String... names) {
        return record(List.of(names));
    }

    private static Type.Struct record(List<String> names) {
        return new Type.Struct(names.stream()
                .map(name -> new Type.Field(name, Type.Primitive.LONG))
                .toList());
    }

    @Test
    void tellsEachNewName() {
        assertThat(DistinctNames.renames(record("a", "", "A", "a.b", "a_2", "x y", "`", "😀")))
                .extracting(renamed -> renamed.column() + " " + renamed.name())
                .containsExactly("a a_3", "`` _");
        assertThat(DistinctNames.renames(record("a", "a.b", "'"))).isEmpty();
    }

    @Test
    void tellsNewNamesInsideColumns() {
        var inner = record("x", "X");
        var type = Type.Struct.of(
                new Type.Field("b", inner),
                new Type.Field("B", new Type.Array(new Type.Array(Type.Struct.of(new Type.Field("c", inner))))));
        assertThat(DistinctNames.renames(type))
                .extracting(renamed -> renamed.column() + " " + renamed.name())
                .containsExactly("b b_2", "b.x x_2", "B[][].c.x x_2");
        assertThat(DistinctNames.of(type).names()).containsExactly("b_2", "B");
    }

    @Test
    void doesNotLookAtTheOrder() {
        var names = new ArrayList<>(List.of("id", "ID", "Id", "_", "", "iD_2"));
        var first = DistinctNames.renames(record(names));
        Collections.reverse(names);
        assertThat(DistinctNames.renames(record(names))).containsExactlyInAnyOrderElementsOf(first);
    }
}
