// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog;

import dev.mastic.core.catalog.Column;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.type.Type;
import dev.mastic.core.type.TypeString;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Type.PrimitiveType;
import org.apache.iceberg.types.TypeUtil;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;

/**
 * The columns of an Iceberg schema, and the schema of columns. Types that only one side has become the nearest that hold their values:
 * {@code uuid} and {@code time} are text, {@code fixed} is binary, {@code tinyint} and {@code smallint} become {@code int}. Iceberg's
 * {@code variant}, {@code geometry} and {@code geography} are {@code unknown} here; a choice or a column without a type is refused there.
 *
 * @see <a href="https://iceberg.apache.org/spec/#schemas-and-data-types">Iceberg: schemas and data types</a>
 */
public final class IcebergColumns {
    /** The column parameter, as in Glue, that holds Iceberg's id of the field. */
    public static final String FIELD_ID = "iceberg.field.id";
    /** The column parameter, as in Glue, that says whether the field may be null. */
    public static final String FIELD_OPTIONAL = "iceberg.field.optional";

    private IcebergColumns() {}

    /** The columns of a schema in its order, with its comments, ids and nullability. */
    public static List<Column> of(Schema schema) {
        return schema.columns().stream().map(IcebergColumns::column).toList();
    }

    /**
     * A schema in which every field is optional and has an id of its own.
     *
     * @throws UsageException if a column has a type that Iceberg has no room for
     */
    public static Schema schema(List<Column> columns) {
        var fields = new Fields();
        return new Schema(columns.stream().map(fields::column).toList());
    }

    private static Column column(NestedField field) {
        return new Column(
                field.name(),
                TypeUtil.visit(field.type(), new TypeOf()),
                Optional.ofNullable(field.doc()),
                Map.of(
                        FIELD_ID, Integer.toString(field.fieldId()),
                        FIELD_OPTIONAL, Boolean.toString(field.isOptional())));
    }

    private static final class TypeOf extends TypeUtil.SchemaVisitor<Type> {
        @Override
        public Type struct(Types.StructType struct, List<Type> fields) {
            var members = struct.fields().stream()
                    .map(field -> new Type.Field(
                            field.name(), fields.get(struct.fields().indexOf(field))))
                    .toList();
            return new Type.Struct(members);
        }

        @Override
        public Type field(NestedField field, Type type) {
            return type;
        }

        @Override
        public Type list(Types.ListType list, Type element) {
            return new Type.Array(element);
        }

        @Override
        public Type map(Types.MapType map, Type key, Type value) {
            return new Type.Map(key, value);
        }

        @Override
        public Type variant(Types.VariantType variant) {
            return new Type.Unknown();
        }

        @Override
        public Type primitive(PrimitiveType type) {
            return switch (type.typeId()) {
                case BOOLEAN -> Type.Primitive.BOOLEAN;
                case INTEGER -> Type.Primitive.INT;
                case LONG -> Type.Primitive.LONG;
                case FLOAT -> Type.Primitive.FLOAT;
                case DOUBLE -> Type.Primitive.DOUBLE;
                case DATE -> Type.Primitive.DATE;
                case STRING, UUID, TIME -> Type.Primitive.STRING;
                case BINARY, FIXED -> Type.Primitive.BINARY;
                case DECIMAL -> decimal((Types.DecimalType) type);
                case TIMESTAMP -> timestamp(((Types.TimestampType) type).shouldAdjustToUTC());
                case TIMESTAMP_NANO -> timestamp(((Types.TimestampNanoType) type).shouldAdjustToUTC());
                default -> new Type.Unknown();
            };
        }

        private static Type decimal(Types.DecimalType decimal) {
            return new Type.Decimal(decimal.precision(), decimal.scale());
        }

        private static Type timestamp(boolean isMoment) {
            return isMoment ? Type.Primitive.TIMESTAMP : Type.Primitive.TIMESTAMP_NTZ;
        }
    }

    /** Numbers the fields as it makes them. */
    private static final class Fields {
        private int last;

        NestedField column(Column column) {
            try {
                var field = field(column.name(), column.type());
                return NestedField.from(field)
                        .withDoc(column.comment().orElse(null))
                        .build();
            } catch (IllegalArgumentException e) {
                throw new UsageException(
                        "Cannot store column '" + column.name() + "' in Iceberg: " + e.getMessage() + " (got "
                                + TypeString.print(column.type()) + ")",
                        e);
            }
        }

        private NestedField field(String name, Type type) {
            int id = ++last;
            if (type instanceof Type.Primitive primitive) {
                return NestedField.optional(id, name, primitive(primitive));
            } else if (type instanceof Type.Decimal decimal) {
                return NestedField.optional(id, name, Types.DecimalType.of(decimal.precision(), decimal.scale()));
            } else if (type instanceof Type.Array array) {
                var element = field("element", array.element());
                return NestedField.optional(id, name, Types.ListType.ofOptional(element.fieldId(), element.type()));
            } else if (type instanceof Type.Map map) {
                var key = field("key", map.key());
                var value = field("value", map.value());
                return NestedField.optional(
                        id, name, Types.MapType.ofOptional(key.fieldId(), value.fieldId(), key.type(), value.type()));
            } else if (type instanceof Type.Struct struct) {
                var members = struct.fields().stream()
                        .map(member -> field(member.name(), member.type()))
                        .toList();
                return NestedField.optional(id, name, Types.StructType.of(members));
            }
            throw new IllegalArgumentException("Iceberg has no type for a " + type.typeName());
        }

        private static PrimitiveType primitive(Type.Primitive primitive) {
            return switch (primitive) {
                case BOOLEAN -> Types.BooleanType.get();
                case BYTE, SHORT, INT -> Types.IntegerType.get();
                case LONG -> Types.LongType.get();
                case FLOAT -> Types.FloatType.get();
                case DOUBLE -> Types.DoubleType.get();
                case STRING -> Types.StringType.get();
                case BINARY -> Types.BinaryType.get();
                case DATE -> Types.DateType.get();
                case TIMESTAMP -> Types.TimestampType.withZone();
                case TIMESTAMP_NTZ -> Types.TimestampType.withoutZone();
                case NULL -> throw new IllegalArgumentException("no value of the column has been seen");
            };
        }
    }
}
