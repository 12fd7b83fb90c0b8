// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms.visual;

import com.typesafe.config.ConfigValue;
import dev.mastic.core.config.Setting;
import dev.mastic.core.config.Settings;
import dev.mastic.core.config.SettingsSpec;
import dev.mastic.core.frame.Determinism;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.FrameTransform;
import dev.mastic.core.frame.Projection;
import dev.mastic.core.frame.Transform;
import dev.mastic.core.frame.UnknownShapeException;
import dev.mastic.core.plugin.Factory;
import dev.mastic.core.plugin.Parts;
import dev.mastic.core.type.ColumnPath;
import dev.mastic.core.type.Type;
import dev.mastic.transforms.DropFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.expressions.GetStructField;
import org.apache.spark.sql.functions;
import scala.Option;

/**
 * Glue Studio's "Drop Null Fields": the record without the fields that are null in every row, where some texts and numbers count as null too.
 *
 * <pre>{@code
 * { transform = drop-nulls, null-texts = ["", "null"], null-integers = [-1] }
 * }</pre>
 *
 * <p>It looks into structs and arrays of structs, and drops those of which no field is left. Texts count without the spaces around them;
 * numbers are bytes, shorts, ints and longs. Maps, choices and arrays of other values count as a whole: one that is there is not null,
 * whatever is in it. A frame without rows keeps all fields, one of nulls only has records without fields.
 *
 * <p>It depends on the data: {@code outputShape} throws {@link UnknownShapeException}, and {@code apply} reads the rows once, in Spark
 * jobs of its own; rows that depend on chance are kept for the second time. No row is refused.
 *
 * @param nullTexts texts that count as null
 * @param nullIntegers numbers that count as null
 * @see dev.mastic.transforms.DropNullFields Glue's DropNullFields, which looks at the type alone
 */
public record DropNulls(List<String> nullTexts, List<Long> nullIntegers) implements FrameTransform {
    private static final Set<Type> INTEGERS =
            Set.of(Type.Primitive.BYTE, Type.Primitive.SHORT, Type.Primitive.INT, Type.Primitive.LONG);

    /** With these texts and numbers, besides null. */
    public DropNulls {
        nullTexts = List.copyOf(nullTexts);
        nullIntegers = List.copyOf(nullIntegers);
    }

    /** Drops fields of nulls, empty texts and texts that say {@code null}. */
    public static DropNulls dropNulls() {
        return new DropNulls(List.of("", "null"), List.of());
    }

    @Override
    public Type.Struct outputShape(Type.Struct in) {
        throw new UnknownShapeException("Cannot tell which fields are null before the data is read"
                + " (drop-fields drops those that you name, drop-null-fields those of type null)");
    }

    @Override
    public DynamicFrame apply(DynamicFrame in) {
        var once = Determinism.once(in);
        var leaves = leaves(in.schema());
        var dropped = absent(once, leaves);
        if (dropped.size() == leaves.size()) {
            return new Projection(List.of()).over(once);
        }
        return dropped.isEmpty() ? once : new DropFields(dropped).apply(once);
    }

    /**
     * A field without fields.
     *
     * @param present whether a record has a value there
     */
    private record Leaf(ColumnPath path, UnaryOperator<Column> present) {
        Leaf from(UnaryOperator<Column> outer) {
            return new Leaf(path, column -> present.apply(outer.apply(column)));
        }

        Leaf ofElements() {
            return new Leaf(path, array -> functions.exists(array, present::apply));
        }
    }

    /** The leaves that have no value in any row; none if there are no rows. Runs a Spark job. */
    private static List<ColumnPath> absent(DynamicFrame in, List<Leaf> leaves) {
        var found = new ArrayList<Column>();
        found.add(functions.count(functions.lit(1)));
        for (var leaf : leaves) {
            var column = DynamicFrame.column(in.toDF(), leaf.path().head());
            found.add(functions.max(leaf.present().apply(column)));
        }
        var row = in.toDF().select(found.toArray(Column[]::new)).first();
        return IntStream.range(0, row.getLong(0) == 0 ? 0 : leaves.size())
                .filter(i -> !Boolean.TRUE.equals(row.get(i + 1)))
                .mapToObj(i -> leaves.get(i).path())
                .toList();
    }

    private List<Leaf> leaves(Type.Struct record) {
        return record.fields().stream()
                .flatMap(field -> leaves(ColumnPath.of(field.name()), field.type()))
                .toList();
    }

    private Stream<Leaf> leaves(ColumnPath path, Type type) {
        if (type instanceof Type.Struct struct && !struct.fields().isEmpty()) {
            return IntStream.range(0, struct.fields().size()).boxed().flatMap(i -> {
                var field = struct.fields().get(i);
                return leaves(path.child(field.name()), field.type())
                        .map(leaf ->
                                leaf.from(outer -> new Column(new GetStructField(outer.expr(), i, Option.empty()))));
            });
        } else if (type instanceof Type.Array array && hasFields(array.element())) {
            return leaves(path, array.element()).map(Leaf::ofElements);
        }
        return Stream.of(new Leaf(path, value -> isPresent(type, value)));
    }

    private static boolean hasFields(Type type) {
        return type instanceof Type.Array array ? hasFields(array.element()) : type instanceof Type.Struct;
    }

    private Column isPresent(Type type, Column value) {
        if (type == Type.Primitive.STRING && !nullTexts.isEmpty()) {
            var texts = nullTexts.stream()
                    .map(text -> text.replaceAll("^ +| +$", ""))
                    .toArray();
            return functions.not(functions.trim(value).isin(texts));
        } else if (INTEGERS.contains(type) && !nullIntegers.isEmpty()) {
            return functions.not(value.isin(nullIntegers.toArray()));
        }
        return value.isNotNull();
    }

    /** Makes the transform from settings. */
    public static final class Plugin implements Factory<Transform> {
        private static final Setting<List<String>> NULL_TEXTS = Setting.strings("null-texts")
                .defaultsTo(List.of())
                .doc("Texts that count as null, without the spaces around them.");
        private static final Setting<List<Long>> NULL_INTEGERS = Setting.of(
                        "null-integers", (value, base) -> integers(value))
                .defaultsTo(List.of())
                .doc("Whole numbers that count as null.");

        @Override
        public Class<Transform> kind() {
            return Transform.class;
        }

        @Override
        public String name() {
            return "drop-nulls";
        }

        @Override
        public SettingsSpec settings() {
            return SettingsSpec.of(NULL_TEXTS, NULL_INTEGERS);
        }

        @Override
        public Transform create(Settings settings, Parts parts) {
            return new DropNulls(settings.get(NULL_TEXTS), settings.get(NULL_INTEGERS));
        }

        private static List<Long> integers(ConfigValue value) {
            try {
                return Setting.strings("null-integers").reader().read(value, "").stream()
                        .map(Long::valueOf)
                        .toList();
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("a list of whole numbers", e);
            }
        }
    }
}
