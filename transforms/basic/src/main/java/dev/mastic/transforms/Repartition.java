// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms;

import dev.mastic.core.config.Setting;
import dev.mastic.core.config.Settings;
import dev.mastic.core.config.SettingsSpec;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.FrameTransform;
import dev.mastic.core.frame.Projection;
import dev.mastic.core.frame.Transform;
import dev.mastic.core.plugin.Factory;
import dev.mastic.core.plugin.Parts;
import dev.mastic.core.type.ColumnPath;
import dev.mastic.core.type.Type;
import dev.mastic.core.type.TypeString;
import dev.mastic.transforms.path.FieldLookup;
import dev.mastic.transforms.path.PathSetting;
import dev.mastic.transforms.path.RowColumns;
import java.util.List;
import java.util.OptionalInt;
import org.apache.spark.sql.Column;

/**
 * Glue's {@code Repartition}, and Studio's Autobalance Processing: the same rows, spread anew by a shuffle, evenly or by
 * the hash of columns. Nulls of a column go together. A column that is not there, or that holds a map, is refused.
 *
 * <pre>{@code { transform = repartition, partitions = 8, columns = [year] } }</pre>
 *
 * @param partitions how many; empty, which needs columns, for as many as Spark makes of a shuffle
 * @param columns rows with equal values come into one partition; none to spread rows evenly
 * @see <a href="https://docs.aws.amazon.com/glue/latest/ug/transforms-autobalance.html">Autobalance processing</a>
 */
public record Repartition(OptionalInt partitions, List<ColumnPath> columns) implements FrameTransform {
    private static final String FAILURE = "Cannot repartition";

    public Repartition {
        columns = List.copyOf(columns);
        if (partitions.isEmpty() && columns.isEmpty()) {
            throw new UsageException(FAILURE + ": neither partitions nor columns are set (expected one or both)");
        }
    }

    /** Spreads the rows evenly over this many partitions. */
    public static Repartition repartition(int partitions) {
        return new Repartition(OptionalInt.of(partitions), List.of());
    }

    @Override
    public Type.Struct outputShape(Type.Struct in) {
        columns.forEach(path -> check(in, path));
        return in;
    }

    private static void check(Type.Struct in, ColumnPath path) {
        var type = new FieldLookup(true, FAILURE, "the record")
                .find(Projection.of(in), path)
                .type();
        if (type.holds(Type.Map.class::isInstance)) {
            throw new UsageException(
                    FAILURE + ": " + path + " holds a map, which has no hash (got " + TypeString.print(type) + ")");
        }
    }

    @Override
    public DynamicFrame apply(DynamicFrame in) {
        outputShape(in.schema());
        var rows = in.toDF();
        var by = by(in);
        var spread = partitions.isEmpty()
                ? rows.repartition(by)
                : by.length == 0
                        ? rows.repartition(partitions.getAsInt())
                        : rows.repartition(partitions.getAsInt(), by);
        return in.derive(in.schema(), spread);
    }

    private Column[] by(DynamicFrame in) {
        var lookup = new FieldLookup(true, FAILURE, "the record");
        var fields = Projection.of(in.schema());
        var rows = RowColumns.of(in);
        return columns.stream()
                .map(path -> rows.column(lookup.find(fields, path)))
                .toArray(Column[]::new);
    }

    /** Makes the transform from settings. */
    public static final class Plugin implements Factory<Transform> {
        private static final Setting<Integer> PARTITIONS = Setting.count("partitions", 1)
                .doc("How many partitions; with columns, default as many as Spark makes of a shuffle.");
        private static final Setting<List<ColumnPath>> COLUMNS =
                PathSetting.paths("columns").doc("Rows with equal values of these columns come into one partition.");

        @Override
        public Class<Transform> kind() {
            return Transform.class;
        }

        @Override
        public String name() {
            return "repartition";
        }

        @Override
        public SettingsSpec settings() {
            return SettingsSpec.of(PARTITIONS, COLUMNS);
        }

        @Override
        public Transform create(Settings settings, Parts parts) {
            return new Repartition(
                    settings.find(PARTITIONS).map(OptionalInt::of).orElse(OptionalInt.empty()),
                    settings.find(COLUMNS).orElse(List.of()));
        }
    }
}
