// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms.visual;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import dev.mastic.core.config.Setting;
import dev.mastic.core.config.Settings;
import dev.mastic.core.config.SettingsSpec;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.FrameTransform;
import dev.mastic.core.frame.Projection;
import dev.mastic.core.frame.Transform;
import dev.mastic.core.frame.Value;
import dev.mastic.core.plugin.Factory;
import dev.mastic.core.plugin.Parts;
import dev.mastic.core.type.ColumnPath;
import dev.mastic.core.type.Type;
import dev.mastic.transforms.path.PathSetting;
import dev.mastic.transforms.sql.SqlExpression;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/**
 * Glue Studio's "Derived Column": columns by Spark SQL expressions over the row. A column that is there is replaced in its place; a new one
 * goes to the end.
 *
 * <pre>{@code
 * { transform = derived-column, column = total, expression = "price * quantity" }
 * { transform = derived-column, columns { total = "price * quantity", name = "upper(name)" } }
 * }</pre>
 *
 * <p>All expressions see the row as it comes in, not each other. New columns are in the order of the file. ANSI mode is off: what Spark
 * cannot compute, such as a cast that does not fit, is null, and no fault. A choice passes as a whole ({@code v}) or by its branches ({@code
 * v.int}). Only top-level columns can be derived; a name with dots stands in backticks. Names and functions that are not there, windows and
 * aggregations are refused, with their place in the text. Lazy; conditions on columns that are not replaced reach the source.
 *
 * @param columns at least one, each name once
 * @see SqlExpression
 */
public record DerivedColumn(List<Derivation> columns) implements FrameTransform {
    /** A column and how it is computed. */
    public record Derivation(String column, String expression) {}

    /**
     * With these columns.
     *
     * @throws UsageException if there is none, or two have one name
     */
    public DerivedColumn {
        columns = List.copyOf(columns);
        if (columns.isEmpty()) {
            throw new UsageException("Cannot derive columns: there are none (set column and expression, or columns)");
        }
        var names = new HashSet<String>();
        columns.forEach(each -> {
            if (!names.add(each.column())) {
                throw new UsageException("Cannot derive '" + each.column() + "': it is there twice");
            }
        });
    }

    /** One column by an expression. */
    public static DerivedColumn derivedColumn(String column, String expression) {
        return new DerivedColumn(List.of(new Derivation(column, expression)));
    }

    @Override
    public Type.Struct outputShape(Type.Struct in) {
        return derived(in).type();
    }

    @Override
    public DynamicFrame apply(DynamicFrame in) {
        return derived(in.schema()).over(in);
    }

    private Projection derived(Type.Struct in) {
        var fields = Projection.of(in);
        for (var each : columns) {
            fields = fields.with(each.column(), value(each, in));
        }
        return fields;
    }

    private static Value value(Derivation each, Type.Struct in) {
        return new SqlExpression(
                        "Cannot derive '" + each.column() + "' as '" + each.expression() + "'", each.expression())
                .in(in);
    }

    /** Makes the transform from settings. */
    public static final class Plugin implements Factory<Transform> {
        private static final Setting<String> COLUMN = Setting.of(
                        "column",
                        (value, base) ->
                                name(PathSetting.path("column").reader().read(value, base)))
                .doc("The column, new or to be replaced; with `expression`.");
        private static final Setting<String> EXPRESSION =
                Setting.string("expression").doc("How `column` is computed, in Spark SQL.");
        private static final Setting<List<Derivation>> COLUMNS = Setting.of(
                        "columns", (value, base) -> derivations(value))
                .doc("Several columns, each with its expression; instead of `column`.");

        @Override
        public Class<Transform> kind() {
            return Transform.class;
        }

        @Override
        public String name() {
            return "derived-column";
        }

        @Override
        public SettingsSpec settings() {
            return SettingsSpec.of(COLUMN, EXPRESSION, COLUMNS);
        }

        @Override
        public Transform create(Settings settings, Parts parts) {
            var one = settings.find(COLUMN);
            var expression = settings.find(EXPRESSION);
            var several = settings.find(COLUMNS);
            if (one.isPresent() != expression.isPresent() || one.isPresent() == several.isPresent()) {
                throw new UsageException(
                        "Cannot derive columns: which is not clear (expected either column and expression,"
                                + " or columns) at " + settings.origin());
            }
            return several.map(DerivedColumn::new).orElseGet(() -> derivedColumn(one.get(), expression.get()));
        }

        /** Blocks have no order of their own; the lines of the file have. */
        private static List<Derivation> derivations(ConfigValue value) {
            if (!(value instanceof ConfigObject block) || block.isEmpty()) {
                throw new IllegalArgumentException("a block of columns, each with its expression");
            }
            return block.entrySet().stream()
                    .sorted(Comparator.comparing((Map.Entry<String, ConfigValue> entry) ->
                                    entry.getValue().origin().lineNumber())
                            .thenComparing(Map.Entry::getKey))
                    .map(entry -> new Derivation(
                            name(PathSetting.parse(entry.getKey())),
                            Setting.string("columns").reader().read(entry.getValue(), "")))
                    .toList();
        }

        private static String name(ColumnPath path) {
            if (path.steps().size() > 1) {
                throw new IllegalArgumentException(
                        "a column, not the path " + path + " (a name that has dots stands in backticks)");
            }
            return path.head();
        }
    }
}
