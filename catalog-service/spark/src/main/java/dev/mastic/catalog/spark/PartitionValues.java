// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.spark;

import dev.mastic.core.bookmark.FileItem;
import dev.mastic.core.catalog.Column;
import dev.mastic.core.frame.SparkTypes;
import dev.mastic.core.type.TypeString;
import dev.mastic.core.failure.EtlException;
import dev.mastic.core.type.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.catalog.ExternalCatalogUtils;
import org.apache.spark.sql.catalyst.expressions.Cast$;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import scala.Option;

/** The values of partition keys as the catalog spells them, and as Spark has them. */
record PartitionValues(List<Column> keys) {
    PartitionValues {
        keys = List.copyOf(keys);
    }

    /** The keys with Spark's types. */
    StructType schema() {
        return SparkTypes.toSpark(new Type.Struct(keys.stream()
                .map(key -> new Type.Field(key.name(), key.type()))
                .toList()));
    }

    /**
     * Spark's values.
     *
     * @throws EtlException naming the key, if a text is no value of its type
     */
    InternalRow row(List<String> texts) {
        var schema = schema();
        var values = new Object[schema.length()];
        for (int i = 0; i < values.length; i++) {
            values[i] = value(texts.get(i), keys.get(i), schema.fields()[i].dataType());
        }
        return new GenericInternalRow(values);
    }

    private static Object value(String text, Column key, DataType type) {
        if (text.equals(FileItem.NO_VALUE)) {
            return null;
        }
        var value = cast(UTF8String.fromString(text), DataTypes.StringType, type);
        if (value == null) {
            throw new EtlException("Cannot read partition value '" + text + "' of key '" + key.name() + "' (expected "
                    + TypeString.print(key.type()) + "): correct the partition in the catalog, or crawl the table again");
        }
        return value;
    }

    /** The catalog's texts for the first keys, or all. */
    List<String> texts(InternalRow row) {
        var schema = schema();
        var texts = new ArrayList<String>();
        for (int i = 0; i < row.numFields(); i++) {
            texts.add(text(row.get(i, schema.fields()[i].dataType()), schema.fields()[i].dataType()));
        }
        return List.copyOf(texts);
    }

    /** The catalog's text for one value. */
    static String text(Object value, DataType type) {
        return value == null
                ? FileItem.NO_VALUE
                : cast(value, type, DataTypes.StringType).toString();
    }

    /** The folder of a partition below that of its table, with a slash at its end, as Spark and Hive name it. */
    String folder(List<String> texts) {
        var folder = new StringBuilder();
        for (int i = 0; i < keys.size(); i++) {
            folder.append(ExternalCatalogUtils.getPartitionPathString(keys.get(i).name(), texts.get(i)))
                    .append('/');
        }
        return folder.toString();
    }

    /** The values by the names of their keys. */
    Map<String, String> named(List<String> texts) {
        var named = new LinkedHashMap<String, String>();
        for (int i = 0; i < keys.size(); i++) {
            named.put(keys.get(i).name(), texts.get(i));
        }
        return named;
    }

    private static Object cast(Object value, DataType from, DataType to) {
        var zone = Option.apply(SQLConf.get().sessionLocalTimeZone());
        return Cast$.MODULE$.apply(new Literal(value, from), to, zone, false).eval(null);
    }
}
