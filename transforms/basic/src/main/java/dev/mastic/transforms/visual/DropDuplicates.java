// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms.visual;

import dev.mastic.core.config.Setting;
import dev.mastic.core.config.Settings;
import dev.mastic.core.config.SettingsSpec;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.FrameTransform;
import dev.mastic.core.frame.Projection;
import dev.mastic.core.frame.SparkTypes;
import dev.mastic.core.frame.Transform;
import dev.mastic.core.frame.Value;
import dev.mastic.core.plugin.Factory;
import dev.mastic.core.plugin.Parts;
import dev.mastic.core.type.ColumnPath;
import dev.mastic.core.type.Type;
import dev.mastic.core.type.TypeString;
import dev.mastic.transforms.path.FieldLookup;
import dev.mastic.transforms.path.PathSetting;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.RowOrdering;
import org.apache.spark.sql.catalyst.plans.logical.Deduplicate;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.functions;
import scala.collection.JavaConverters;

/**
 * Glue Studio's "Drop Duplicates": one row of those that are equal, in all columns or in the keys. Nulls are equal to each other; so are
 * choices of the same branch and value.
 *
 * <pre>{@code
 * { transform = drop-duplicates }
 * { transform = drop-duplicates, keys = [id, address.zip], order-by = ["updated desc"] }
 * }</pre>
 *
 * <p>Of rows with equal keys, the first in the order is kept, of those that are equal there too any one; without {@code order-by} any one
 * of all. Which one may differ in the next run. Keys that are maps, or hold maps, cannot be compared and are refused by name; as are those
 * that are not there. No row is refused. Lazy; conditions on keys reach the source.
 *
 * @param keys paths through structs and choices; none for the whole row
 * @param orderBy as the keys of {@link Sort}
 */
public record DropDuplicates(List<ColumnPath> keys, List<String> orderBy) implements FrameTransform {
    private static final String FAILURE = "Cannot drop duplicates";

    /**
     * By these keys.
     *
     * @throws UsageException if there is an order but no keys: whole rows that are equal have none
     */
    public DropDuplicates {
        keys = List.copyOf(keys);
        orderBy = List.copyOf(orderBy);
        if (keys.isEmpty() && !orderBy.isEmpty()) {
            throw new UsageException(FAILURE + ": an order decides only between rows with equal keys (set keys)");
        }
        order(orderBy);
    }

    /** One row of those with equal values in these columns; of all, if none is named. */
    public static DropDuplicates dropDuplicates(String... keys) {
        return new DropDuplicates(Arrays.stream(keys).map(ColumnPath::parse).toList(), List.of());
    }

    @Override
    public Type.Struct outputShape(Type.Struct in) {
        paths(in).forEach(key -> find(in, key));
        order(orderBy).forEach(key -> key.in(in));
        return in;
    }

    @Override
    public DynamicFrame apply(DynamicFrame in) {
        var type = outputShape(in.schema());
        var keyed = Projection.of(type);
        var names = new ArrayList<String>();
        for (var key : paths(type)) {
            var name = key.steps().size() == 1 ? key.head() : freeName(keyed);
            keyed = key.steps().size() == 1 ? keyed : keyed.with(name, find(type, key));
            names.add(name);
        }
        var rows = keyed.over(type, in.toDF());
        var kept = orderBy.isEmpty() ? any(rows, names) : first(rows, names, type, freeName(keyed));
        return in.derive(type, Projection.of(type).over(keyed.type(), kept));
    }

    private static Dataset<Row> any(Dataset<Row> rows, List<String> keys) {
        var attributes = keys.stream()
                .map(key -> (Attribute) DynamicFrame.column(rows, key).expr())
                .toList();
        var plan = new Deduplicate(
                JavaConverters.asScalaBuffer(attributes), rows.queryExecution().analyzed());
        return Dataset.ofRows(rows.sparkSession(), plan);
    }

    private Dataset<Row> first(Dataset<Row> rows, List<String> keys, Type.Struct type, String rank) {
        var partition = keys.stream().map(key -> DynamicFrame.column(rows, key)).toArray(Column[]::new);
        var order = order(orderBy).stream().map(key -> key.over(type, rows)).toArray(Column[]::new);
        var ranked = rows.withColumn(
                rank, functions.row_number().over(Window.partitionBy(partition).orderBy(order)));
        return ranked.filter(DynamicFrame.column(ranked, rank).equalTo(1));
    }

    private List<ColumnPath> paths(Type.Struct in) {
        return keys.isEmpty() ? in.names().stream().map(ColumnPath::of).toList() : keys;
    }

    private static Value find(Type.Struct in, ColumnPath key) {
        var value = new FieldLookup(true, FAILURE, "the record").find(Projection.of(in), key);
        if (!RowOrdering.isOrderable(SparkTypes.toSpark(value.type()))) {
            throw new UsageException(FAILURE + " by " + key + ": maps cannot be compared (got "
                    + TypeString.print(value.type()) + "; set keys to other columns)");
        }
        return value;
    }

    private static String freeName(Projection fields) {
        var name = "key" + fields.names().size();
        while (fields.find(name).isPresent()) {
            name = name + "_";
        }
        return name;
    }

    private static List<SortKey> order(List<String> orderBy) {
        return orderBy.stream()
                .map(key -> SortKey.parse("order duplicates", key))
                .toList();
    }

    /** Makes the transform from settings. */
    public static final class Plugin implements Factory<Transform> {
        private static final Setting<List<ColumnPath>> KEYS =
                PathSetting.paths("keys").defaultsTo(List.of()).doc("The columns that are compared; by default all.");
        private static final Setting<List<String>> ORDER_BY = Setting.strings("order-by")
                .defaultsTo(List.of())
                .doc("Which of the rows with equal keys is kept: the first in this order, written as for sort.");

        @Override
        public Class<Transform> kind() {
            return Transform.class;
        }

        @Override
        public String name() {
            return "drop-duplicates";
        }

        @Override
        public SettingsSpec settings() {
            return SettingsSpec.of(KEYS, ORDER_BY);
        }

        @Override
        public Transform create(Settings settings, Parts parts) {
            return new DropDuplicates(settings.get(KEYS), settings.get(ORDER_BY));
        }
    }
}
