// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import dev.mastic.core.config.Setting;
import dev.mastic.core.config.Settings;
import dev.mastic.core.config.SettingsSpec;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.Determinism;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.frame.Projection;
import dev.mastic.core.frame.Shapes;
import dev.mastic.core.frame.Transform;
import dev.mastic.core.frame.Value;
import dev.mastic.core.plugin.Factory;
import dev.mastic.core.plugin.Parts;
import dev.mastic.core.type.ColumnPath;
import dev.mastic.transforms.path.RowColumns;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Column;

/**
 * Glue's {@code SplitRows}: the rows that hold all comparisons in one frame, all others in a second. A row where a
 * compared field is null holds none, and goes to the second. Fields that are not there and constants of another kind
 * than their field are refused; a choice is compared by the path of a branch, {@code id.long}.
 *
 * <p>Each row gets into exactly one frame: both conditions are made of comparisons that a source can skip by, and rows
 * that come out differently each time are persisted when they are first computed.
 *
 * <pre>{@code
 * { name = ages, transform = split-rows, in = people, names = [adults, others]
 *   comparisons { age { ">=" = 18 }, "address.zip" { "!=" = "00000" } } }
 * }</pre>
 *
 * @param comparisons all of them must hold
 * @param names of the two frames
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-pyspark-transforms-SplitRows.html">SplitRows</a>
 */
public record SplitRows(List<Comparison> comparisons, SplitNames names) implements Transform {
    /** Glue's names of the two frames. */
    public static final SplitNames NAMES = new SplitNames("frame1", "frame2");

    public SplitRows {
        comparisons = comparisons.stream()
                .sorted(Comparator.comparing(comparison -> comparison.path() + " " + comparison.operator()))
                .toList();
        if (comparisons.isEmpty()) {
            throw new UsageException("Cannot split rows: there is no comparison (expected at least one)");
        }
    }

    /** Splits by these comparisons into {@code frame1} and {@code frame2}. */
    public static SplitRows splitRows(Comparison... comparisons) {
        return new SplitRows(Arrays.asList(comparisons), NAMES);
    }

    @Override
    public Shapes outputShapes(Shapes in) {
        var only = SplitNames.only(in, "split");
        var type = in.get(only);
        holds(Projection.of(type), only);
        return names.shapes(type, type);
    }

    @Override
    public Frames apply(Frames in) {
        var only = SplitNames.only(in.shapes(), "split");
        var frame = Determinism.once(in.get(only));
        var type = frame.schema();
        var columns = RowColumns.of(frame);
        var holds = all(columns, holds(Projection.of(type), only));
        var fails = any(columns, fails(Projection.of(type), only));
        return names.frames(
                frame.derive(type, frame.toDF().filter(holds)),
                frame.derive(type, frame.toDF().filter(fails)));
    }

    private List<Value> holds(Projection fields, String record) {
        return comparisons.stream().map(each -> each.holds(fields, record)).toList();
    }

    private List<Value> fails(Projection fields, String record) {
        return comparisons.stream().map(each -> each.fails(fields, record)).toList();
    }

    private static Column all(RowColumns columns, List<Value> conditions) {
        return conditions.stream().map(columns::column).reduce(Column::and).orElseThrow();
    }

    private static Column any(RowColumns columns, List<Value> conditions) {
        return conditions.stream().map(columns::column).reduce(Column::or).orElseThrow();
    }

    /** Makes the transform from settings. */
    public static final class Plugin implements Factory<Transform> {
        private static final Setting<List<Comparison>> COMPARISONS = Setting.of("comparisons", Plugin::comparisons)
                .required()
                .doc("What the rows of the first frame hold: for each column path, operators"
                        + " (=, !=, <, <=, >, >=) with their constants.");
        private static final Setting<SplitNames> NAMES = SplitNames.setting()
                .defaultsTo(SplitRows.NAMES)
                .doc("The names of the two frames; default frame1 and frame2.");

        @Override
        public Class<Transform> kind() {
            return Transform.class;
        }

        @Override
        public String name() {
            return "split-rows";
        }

        @Override
        public SettingsSpec settings() {
            return SettingsSpec.of(COMPARISONS, NAMES);
        }

        @Override
        public Transform create(Settings settings, Parts parts) {
            return new SplitRows(settings.get(COMPARISONS), settings.get(NAMES));
        }

        private static List<Comparison> comparisons(ConfigValue written, String base) {
            var comparisons = new ArrayList<Comparison>();
            add(comparisons, Optional.empty(), written);
            if (comparisons.isEmpty()) {
                throw new IllegalArgumentException("at least one comparison, such as { age { \">=\" = 18 } }");
            }
            return comparisons;
        }

        /** A path that is written without quotes comes as blocks in blocks. */
        private static void add(List<Comparison> comparisons, Optional<String> path, ConfigValue written) {
            if (!(written instanceof ConfigObject block)) {
                throw new IllegalArgumentException(
                        "a block of operators for each path, such as { age { \">=\" = 18 } }");
            }
            new TreeMap<>(block).forEach((key, value) -> {
                if (path.isPresent() && Comparison.Operator.symbols().contains(key)) {
                    comparisons.add(comparison(path.get(), key, value));
                } else if (path.isPresent() && !(value instanceof ConfigObject)) {
                    Comparison.Operator.of(key);
                } else {
                    add(
                            comparisons,
                            Optional.of(path.map(outer -> outer + "." + key).orElse(key)),
                            value);
                }
            });
        }

        private static Comparison comparison(String path, String operator, ConfigValue value) {
            try {
                var number =
                        value.unwrapped() instanceof Double ? value.atKey("n").getString("n") : null;
                return new Comparison(
                        ColumnPath.parse(path),
                        Comparison.Operator.of(operator),
                        number == null ? value.unwrapped() : new BigDecimal(number));
            } catch (UsageException e) {
                throw new IllegalArgumentException("column paths: " + e.getMessage(), e);
            }
        }
    }
}
