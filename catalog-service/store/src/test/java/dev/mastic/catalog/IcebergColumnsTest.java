// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.catalog.Column;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.type.Type;
import dev.mastic.core.type.TypeString;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.TypeUtil;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;

class IcebergColumnsTest {
    @Property(tries = 300)
    void columnsComeBackFromTheirSchema(@ForAll("types") Type type) {
        var schema = IcebergColumns.schema(List.of(Column.of("before", Type.Primitive.INT), Column.of("c", type)));
        var back = IcebergColumns.of(schema);
        assertThat(back).extracting(Column::name).containsExactly("before", "c");
        assertThat(back.get(1).type()).isEqualTo(type);
    }

    @Property(tries = 100)
    void schemasComeBackFromTheirColumns(@ForAll("types") Type type) {
        var schema = IcebergColumns.schema(List.of(Column.of("c", type)));
        assertThat(IcebergColumns.schema(IcebergColumns.of(schema)).asStruct()).isEqualTo(schema.asStruct());
        var ids = TypeUtil.indexById(schema.asStruct()).keySet();
        assertThat(new HashSet<>(ids)).as("every field has an id of its own").hasSize(countFields(type) + 1);
    }

    @Provide
    Arbitrary<Type> types() {
        return AnyType.inIceberg();
    }

    @Example
    void showsIdNullabilityAndComment() {
        var schema = new Schema(
                NestedField.required(7, "id", Types.LongType.get(), "the key"),
                NestedField.optional(9, "name", Types.StringType.get()));
        assertThat(IcebergColumns.of(schema))
                .containsExactly(
                        new Column("id", Type.Primitive.LONG, Optional.of("the key"), parameters("7", "false")),
                        new Column("name", Type.Primitive.STRING, Optional.empty(), parameters("9", "true")));
        assertThat(IcebergColumns.schema(IcebergColumns.of(schema))
                        .findField("id")
                        .doc())
                .isEqualTo("the key");
    }

    @Example
    void showsTypesThatOnlyIcebergHasAsTheNearest() {
        var schema = new Schema(
                NestedField.optional(1, "u", Types.UUIDType.get()),
                NestedField.optional(2, "t", Types.TimeType.get()),
                NestedField.optional(3, "f", Types.FixedType.ofLength(4)),
                NestedField.optional(4, "n", Types.TimestampNanoType.withZone()),
                NestedField.optional(5, "l", Types.TimestampType.withoutZone()),
                NestedField.optional(6, "v", Types.VariantType.get()));
        assertThat(IcebergColumns.of(schema))
                .extracting(column -> TypeString.print(column.type()))
                .containsExactly("string", "string", "binary", "timestamp", "timestamp_ntz", "unknown");
    }

    @Example
    void widensSmallNumbers() {
        var schema = IcebergColumns.schema(
                List.of(Column.of("b", Type.Primitive.BYTE), Column.of("s", Type.Primitive.SHORT)));
        assertThat(schema.columns()).extracting(NestedField::type).containsOnly(Types.IntegerType.get());
    }

    @Example
    void refusesWhatIcebergCannotHold() {
        var choice = new Type.Choice(List.of(Type.Primitive.INT, Type.Primitive.STRING));
        for (var type : List.of(choice, new Type.Array(choice), Type.Primitive.NULL, new Type.Unknown())) {
            assertThatThrownBy(() -> IcebergColumns.schema(List.of(Column.of("total", type))))
                    .isInstanceOf(UsageException.class)
                    .hasMessageStartingWith("Cannot store column 'total' in Iceberg: ")
                    .hasMessageContaining(TypeString.print(type));
        }
    }

    private static Map<String, String> parameters(String id, String optional) {
        return Map.of(IcebergColumns.FIELD_ID, id, IcebergColumns.FIELD_OPTIONAL, optional);
    }

    private static int countFields(Type type) {
        if (type instanceof Type.Array array) {
            return 1 + countFields(array.element());
        } else if (type instanceof Type.Map map) {
            return 2 + countFields(map.key()) + countFields(map.value());
        } else if (type instanceof Type.Struct struct) {
            return struct.fields().stream()
                    .mapToInt(field -> 1 + countFields(field.type()))
                    .sum();
        }
        return 0;
    }
}
