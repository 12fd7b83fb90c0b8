// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.footer;

import dev.mastic.core.frame.SparkTypes;
import dev.mastic.core.type.Type;
import dev.mastic.formats.SelfDescribed;
import dev.mastic.formats.footer.Conversion.Effect;
import dev.mastic.formats.footer.Conversions.Member;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The columns of a scan in one file.
 *
 * @param stored the columns of the file, as Spark reads it when it is told their types
 */
record FileColumns(StructType stored, List<Member> columns) {
    /** @throws UnfitException if there is a column that cannot be read as declared */
    static FileColumns of(SelfDescribed file, Type.Struct declared, boolean caseSensitive, String zone) {
        var type = file.type();
        var stored = file.stored();
        var conversions = new Conversions(caseSensitive, new Leaves(zone, !stored.equals(type)));
        return new FileColumns(SparkTypes.toSpark(stored), conversions.columns(type, declared));
    }

    /** Whether Spark's reader does all by itself. */
    boolean areNative() {
        return columns.stream().allMatch(column -> column.conversion().effect() == Effect.NATIVE);
    }

    /** The columns that may refuse a row. */
    List<Member> checked() {
        return columns.stream()
                .filter(column -> column.conversion().effect() == Effect.CHECKS)
                .toList();
    }

    /** The names of the columns that are in the file as in the scan, so that a filter means the same there. */
    Set<String> unchanged() {
        return columns.stream()
                .filter(column -> column.isThere()
                        && column.conversion().effect() == Effect.NATIVE
                        && field(column)
                                .dataType()
                                .equals(SparkTypes.toSpark(column.declared().type()))
                        && field(column).name().equals(column.declared().name()))
                .map(column -> column.declared().name())
                .collect(Collectors.toSet());
    }

    /** The columns of these fields, in their order. */
    List<Member> of(StructType asked) {
        return Arrays.stream(asked.fieldNames())
                .flatMap(name -> columns.stream()
                        .filter(column -> column.declared().name().equals(name)))
                .toList();
    }

    StructField field(Member column) {
        return stored.fields()[column.place()];
    }
}
