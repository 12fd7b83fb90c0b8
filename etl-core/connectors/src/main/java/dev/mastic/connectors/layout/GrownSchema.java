// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.layout;

import dev.mastic.core.io.TableLayout.Terms;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.StaticTableOperations;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.TypeUtil;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;

/**
 * The columns of a table that takes files in. Columns are added, and types widen as far as Iceberg can read the old files then: {@code int} to
 * {@code long}, {@code float} to {@code double}, decimals of one scale. Among files that do not fit together those with the most common
 * columns go first; so the result does not depend on an order.
 *
 * @param schema without the keys; its ids mean nothing
 * @param misfits the files that cannot be taken, with what does not fit
 * @see <a href="https://iceberg.apache.org/spec/#schema-evolution">Iceberg: schema evolution</a>
 */
record GrownSchema(Schema schema, SortedMap<String, String> misfits) {
    private static final String NOWHERE = "nowhere";

    /**
     * What a table becomes.
     *
     * @param current the columns that it has but its keys; empty for a new one
     * @param keys names that the files' own columns give way to
     * @param files the columns of each file
     */
    static GrownSchema of(Optional<Schema> current, List<String> keys, Map<String, Schema> files, Terms terms) {
        var schema = current.orElseGet(Schema::new);
        boolean widens = current.isEmpty() || terms.widensTypes();
        var misfits = new TreeMap<String, String>();
        for (var same : byColumns(keys, files)) {
            var wanted = same.columns();
            var misfit = misfit("", schema.asStruct(), wanted, widens);
            if (misfit.isEmpty()) {
                schema = union(schema, new Schema(wanted.fields()));
            } else {
                same.files().forEach(file -> misfits.put(file, misfit.get()));
            }
        }
        return new GrownSchema(schema, misfits);
    }

    private record Same(Types.StructType columns, List<String> files) {}

    /** Files of the same columns together, the most common first. */
    private static List<Same> byColumns(List<String> keys, Map<String, Schema> files) {
        var same = new TreeMap<String, Same>();
        new TreeMap<>(files).forEach((file, schema) -> {
            var columns = optional(schema.columns().stream()
                    .filter(field -> keys.stream().noneMatch(field.name()::equalsIgnoreCase))
                    .toList());
            same.computeIfAbsent(columns.toString(), text -> new Same(columns, new ArrayList<>()))
                    .files()
                    .add(file);
        });
        return same.values().stream()
                .sorted(Comparator.comparing((Same each) -> -each.files().size())
                        .thenComparing(each -> each.files().get(0)))
                .toList();
    }

    /** A file may lack what another has. */
    private static Types.StructType optional(List<NestedField> fields) {
        return Types.StructType.of(fields.stream()
                .map(field -> NestedField.optional(field.fieldId(), field.name(), optional(field.type())))
                .toList());
    }

    private static Type optional(Type type) {
        if (type.isStructType()) {
            return optional(type.asStructType().fields());
        } else if (type.isListType()) {
            var list = type.asListType();
            return Types.ListType.ofOptional(list.elementId(), optional(list.elementType()));
        } else if (type.isMapType()) {
            var map = type.asMapType();
            return Types.MapType.ofOptional(map.keyId(), map.valueId(), map.keyType(), optional(map.valueType()));
        }
        return type;
    }

    private static Optional<String> misfit(String path, Types.StructType table, Types.StructType file, boolean widens) {
        for (var field : file.fields()) {
            var known = table.field(field.name());
            var name = path + field.name();
            var misfit = known == null ? twin(name, table, field) : misfit(name, known.type(), field.type(), widens);
            if (misfit.isPresent()) {
                return misfit;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> misfit(String name, Type table, Type file, boolean widens) {
        if (table.isStructType() && file.isStructType()) {
            return misfit(name + ".", table.asStructType(), file.asStructType(), widens);
        } else if (table.isListType() && file.isListType()) {
            return misfit(
                    name + "[]",
                    table.asListType().elementType(),
                    file.asListType().elementType(),
                    widens);
        } else if (table.isMapType() && file.isMapType()) {
            var known = table.asMapType();
            var key = misfit(name + "[key]", known.keyType(), file.asMapType().keyType(), false);
            return key.isPresent()
                    ? key
                    : misfit(
                            name + "[value]",
                            known.valueType(),
                            file.asMapType().valueType(),
                            widens);
        } else if (reads(table, file)) {
            return Optional.empty();
        } else if (reads(file, table)) {
            return widens
                    ? Optional.empty()
                    : Optional.of("its column '" + name + "' is " + file + ", which is wider than the table's " + table
                            + ", and the crawler lets types be as they are");
        }
        return Optional.of("its column '" + name + "' is " + file + ", which Iceberg cannot read as the table's "
                + table + " without rewriting it");
    }

    /** Whether values of a file are read as a type of a table. */
    private static boolean reads(Type table, Type file) {
        return table.isPrimitiveType() && TypeUtil.isPromotionAllowed(file, table.asPrimitiveType());
    }

    private static Optional<String> twin(String name, Types.StructType table, NestedField field) {
        return table.fields().stream()
                .filter(known -> known.name().equalsIgnoreCase(field.name()))
                .findFirst()
                .map(known -> "its column '" + name + "' differs from the table's '" + known.name()
                        + "' by letter case only");
    }

    /** All columns of both, each as wide as the wider. */
    static Schema union(Schema schema, Schema wanted) {
        var metadata = TableMetadata.newTableMetadata(schema, PartitionSpec.unpartitioned(), NOWHERE, Map.of());
        return new BaseTable(new StaticTableOperations(metadata, null), NOWHERE)
                .updateSchema()
                .unionByNameWith(wanted)
                .apply();
    }
}
