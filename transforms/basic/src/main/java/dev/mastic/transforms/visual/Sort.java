// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms.visual;

import dev.mastic.core.config.Setting;
import dev.mastic.core.config.Settings;
import dev.mastic.core.config.SettingsSpec;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.FrameTransform;
import dev.mastic.core.frame.Transform;
import dev.mastic.core.plugin.Factory;
import dev.mastic.core.plugin.Parts;
import dev.mastic.core.type.Type;
import java.util.List;
import org.apache.spark.sql.Column;

/**
 * All rows in one order, over all partitions: {@code { transform = sort, by = ["year desc", "lower(name) nulls last"] }}.
 *
 * <p>Each key is a Spark SQL expression with {@code asc} (the default) or {@code desc}, and {@code nulls first} or {@code nulls last}; as in
 * Spark, nulls come first when ascending and last when descending. What cannot be computed is null, as in {@link DerivedColumn}; no row is
 * refused. Maps and choices have no order and are refused, but not their branches ({@code v.int}); as are columns that are not there, with
 * the nearest one. A later step that moves rows, such as a join, does not keep the order. Lazy, but Spark runs a job of its own to find the ranges when the rows are asked for.
 *
 * @param by the keys, the first decides first
 */
public record Sort(List<String> by) implements FrameTransform {
    /**
     * By these keys.
     *
     * @throws UsageException if there is none, or one is not understood
     */
    public Sort {
        by = List.copyOf(by);
        if (by.isEmpty()) {
            throw new UsageException("Cannot sort: no key says by what (set by)");
        }
        keys(by);
    }

    /** By these keys, such as {@code "price desc nulls last"}. */
    public static Sort sort(String... by) {
        return new Sort(List.of(by));
    }

    @Override
    public Type.Struct outputShape(Type.Struct in) {
        keys(by).forEach(key -> key.in(in));
        return in;
    }

    @Override
    public DynamicFrame apply(DynamicFrame in) {
        var type = in.schema();
        var rows = in.toDF();
        return in.derive(
                type,
                rows.sort(keys(by).stream().map(key -> key.over(type, rows)).toArray(Column[]::new)));
    }

    private static List<SortKey> keys(List<String> by) {
        return by.stream().map(key -> SortKey.parse("sort", key)).toList();
    }

    /** Makes the transform from settings. */
    public static final class Plugin implements Factory<Transform> {
        private static final Setting<List<String>> BY = Setting.strings("by")
                .required()
                .doc("The keys, as `expression [asc|desc] [nulls first|last]`; the first decides first.");

        @Override
        public Class<Transform> kind() {
            return Transform.class;
        }

        @Override
        public String name() {
            return "sort";
        }

        @Override
        public SettingsSpec settings() {
            return SettingsSpec.of(BY);
        }

        @Override
        public Transform create(Settings settings, Parts parts) {
            return new Sort(settings.get(BY));
        }
    }
}
