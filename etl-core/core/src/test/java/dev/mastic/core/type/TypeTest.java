// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TypeTest {
    @Test
    void aChoiceSortsItsMembersByTypeName() {
        var choice = new Type.Choice(List.of(Type.Primitive.STRING, Type.Struct.EMPTY, Type.Primitive.INT));
        assertThat(choice.members()).extracting(Type::typeName).containsExactly("int", "string", "struct");
        assertThat(choice)
                .isEqualTo(new Type.Choice(List.of(Type.Primitive.INT, Type.Primitive.STRING, Type.Struct.EMPTY)));
    }

    @Test
    void aChoiceHasAtLeastTwoMembers() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Type.Choice(List.of(Type.Primitive.INT)))
                .withMessage("Invalid choice: [int] (expected two or more type names)");
    }

    @Test
    void aChoiceHasNoTwoMembersOfOneTypeName() {
        var twoArrays = List.<Type>of(new Type.Array(Type.Primitive.INT), new Type.Array(Type.Primitive.STRING));
        assertThatIllegalArgumentException().isThrownBy(() -> new Type.Choice(twoArrays));
    }

    @Test
    void aStructHasNoTwoFieldsOfOneName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Type.Struct.of(field("id"), field("name"), field("id")))
                .withMessage("Duplicate field in a struct: 'id'");
    }

    @Test
    void aStructTellsFieldsByExactName() {
        var struct = Type.Struct.of(field("id"), field("ID"), field("a.b"));
        assertThat(struct.names()).containsExactly("id", "ID", "a.b");
        assertThat(struct.field("ID")).contains(field("ID"));
        assertThat(struct.field("a")).isEmpty();
    }

    @Test
    void aStructDoesNotChangeWithTheListItWasMadeFrom() {
        var fields = new ArrayList<>(List.of(field("id")));
        var struct = new Type.Struct(fields);
        fields.clear();
        assertThat(struct.names()).containsExactly("id");
    }

    @Test
    void theOrderOfFieldsIsPartOfAStruct() {
        assertThat(Type.Struct.of(field("a"), field("b"))).isNotEqualTo(Type.Struct.of(field("b"), field("a")));
    }

    @Test
    void aDecimalHasOneTo38Digits() {
        assertThat(new Type.Decimal(38, 38).scale()).isEqualTo(38);
        for (var wrong : new int[][] {{0, 0}, {39, 0}, {10, 11}, {10, -1}}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Type.Decimal(wrong[0], wrong[1]))
                    .withMessageContaining("(" + wrong[0] + "," + wrong[1] + ")")
                    .withMessageContaining("expected 1 to 38 digits");
        }
    }

    private static Type.Field field(String name) {
        return new Type.Field(name, Type.Primitive.INT);
    }
}
