// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.core.type.ColumnPath;
import dev.mastic.core.type.Type;
import java.util.Optional;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;

class MappingTest {
    @Property(tries = 300)
    void readsWhateverIsQuoted(@ForAll @NotEmpty String source, @ForAll @NotEmpty String target) {
        var mapping = Mapping.parse(quoted(source) + ":int->" + quoted(target) + ":string");
        assertThat(mapping.source()).isEqualTo(ColumnPath.of(source));
        assertThat(mapping.target()).isEqualTo(ColumnPath.of(target));
        assertThat(mapping.targetType()).contains(Mapping.TypeName.of(Type.Primitive.STRING));
    }

    @Example
    void takesGluesShortNamesInAnyCase() {
        assertThat(Mapping.parse("a:Long->b:DECIMAL"))
                .isEqualTo(new Mapping(
                        ColumnPath.of("a"),
                        Optional.of(Mapping.TypeName.of(Type.Primitive.LONG)),
                        ColumnPath.of("b"),
                        Optional.of(Mapping.TypeName.of(new Type.Decimal(10, 2)))));
    }

    @Example
    void printsAsItIsWritten() {
        assertThat(Mapping.parse("`a.b`.c : struct -> d:array<int>")).hasToString("`a.b`.c:struct -> d:array<int>");
    }

    private static String quoted(String name) {
        return "`" + name.replace("`", "``") + "`";
    }
}
