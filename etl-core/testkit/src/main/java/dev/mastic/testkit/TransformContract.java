// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.config.ConfigProblemsException;
import dev.mastic.core.config.Settings;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.frame.Shapes;
import dev.mastic.core.frame.SparkTypes;
import dev.mastic.core.frame.Transform;
import dev.mastic.core.frame.UnknownShapeException;
import dev.mastic.core.plugin.Factory;
import dev.mastic.core.plugin.NoSuchPartException;
import dev.mastic.core.plugin.Parts;
import dev.mastic.core.plugin.Registry;
import dev.mastic.core.type.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import scala.collection.JavaConverters;

/**
 * What every transform keeps. A subclass gives one transform, the settings that make the same one, and frames that it
 * changes.
 *
 * <p>Its frames should have rows, nulls on every level, and all kinds of types that the transform treats in its own
 * way.
 */
@ExtendWith(SparkExtension.class)
public abstract class TransformContract {
    private static final List<String> ODD_NAMES = List.of(
            "dotted.name",
            "tick`ed",
            "größe 数",
            "spaced name",
            "`",
            "😀",
            "it's",
            "\"quoted\"",
            "back\\slash",
            "new\nline",
            "ta\tb",
            "Twin",
            "twin",
            "");

    private SparkSession spark;

    @BeforeEach
    final void takeSession(SparkSession session) {
        spark = session;
    }

    /** The name in the registry. */
    protected abstract String name();

    /** The transform under test, made by its constructor. */
    protected abstract Transform transform();

    /** The settings that make the same transform. */
    protected abstract Map<String, ?> settings();

    /** Input for the transform, which gives rows. */
    protected abstract Frames sample(FrameLiterals literals);

    /** Whether the transform looks at the data when it is applied, which its Javadoc says; its shapes never need a job. */
    protected boolean looksAtData() {
        return false;
    }

    /** Whether an output has its rows from those of the input; one that tells about them has rows where there are none. */
    protected boolean holdsRows(String output) {
        return true;
    }

    /** Whether columns can be told without the data; else {@code outputShapes} throws {@link UnknownShapeException}. */
    protected boolean knowsShapes() {
        return true;
    }

    /** Whether a column of this type may stand beside those of the sample; any may, unless a subclass says otherwise and why. */
    protected boolean bears(Type other) {
        return true;
    }

    private Frames sample() {
        return sample(FrameLiterals.of(spark));
    }

    private static Factory<Transform> factory(String name) {
        return Registry.fromClasspath().get(Transform.class, name);
    }

    @Test
    void hasTheShapesThatItPromises() {
        assertPromisedShapes(sample());
    }

    /** Asked together: each row is computed by two jobs, and all that is said of it compares those. */
    @Test
    void givesRowsAndTheSameOnesWhenMadeFromItsSettings() {
        var made = factory(name()).create(read(settings()), new RegistryOnly());
        assertThat(made).isEqualTo(transform());
        var input = sample();
        var shapes = input.shapes();
        var rows = rows(transform().apply(input));
        assertThat(rows.values()).allSatisfy(frame -> assertThat(frame.rows()).isNotEmpty());
        assertThat(rows(made.apply(input))).isEqualTo(rows);
        assertThat(input.shapes()).isEqualTo(shapes);
    }

    @Test
    void startsNoJob() {
        var input = sample();
        int jobs = JobCounter.jobsOf(spark, () -> {
            promised(input).ifPresent(shapes -> assertThat(shapes.names()).isNotEmpty());
            if (!looksAtData()) {
                transform().apply(input);
            }
        });
        assertThat(jobs).isZero();
    }

    @Test
    void keepsRowsInSparksOwnFormat() {
        for (var frame : transform().apply(sample()).frames()) {
            assertThat(PlanNodes.of(frame.toDF()).names()).doesNotContainAnyElementsOf(PlanNodes.SLOW);
        }
    }

    @Test
    void takesEmptyFrames() {
        var empty = each(
                sample(), frame -> frame.derive(frame.schema(), frame.toDF().limit(0)));
        assertPromisedShapes(empty);
        transform().apply(empty).asMap().forEach((name, frame) -> {
            if (holdsRows(name)) {
                assertThat(frame.count()).as(name).isZero();
            }
        });
    }

    @Test
    void takesAnyNames() {
        var odd = each(sample(), TransformContract::withOddNames);
        assertPromisedShapes(odd);
        var plain = transform().apply(sample()).asMap();
        var output = transform().apply(odd).asMap();
        assertThat(output.keySet()).isEqualTo(plain.keySet());
        output.forEach((name, frame) -> assertThat(oddColumns(frame))
                .as(name)
                .hasSize((int) plain.get(name).count())
                .allSatisfy(row ->
                        assertThat(JavaConverters.seqAsJavaList(row.toSeq())).isSubsetOf("x", null)));
    }

    @Test
    void handsOnOtherColumns() {
        var random = new RandomRows(name().hashCode(), true);
        var columns = new OtherColumns(sample(), FrameLiterals.of(spark), random, this::bears);
        assertPromisedShapes(columns.frames());
        columns.assertKept(transform().apply(columns.frames()));
    }

    @Test
    void explainsEverySetting() {
        assertThat(factory(name()).settings().settings())
                .allSatisfy(
                        setting -> assertThat(setting.doc()).as(setting.name()).matches("\\p{Lu}.*\\."));
    }

    @Test
    void refusesUnknownSettings() {
        Map<String, Object> more = new LinkedHashMap<>(settings());
        more.put("no-such-setting", 1);
        assertThatThrownBy(() -> read(more))
                .isInstanceOf(ConfigProblemsException.class)
                .hasMessageContaining("no-such-setting");
    }

    private Settings read(Map<String, ?> written) {
        return factory(name()).settings().of(name(), written);
    }

    private void assertPromisedShapes(Frames input) {
        var output = transform().apply(input);
        var promised = promised(input).orElseGet(output::shapes);
        assertThat(output.shapes()).isEqualTo(promised);
        assertThat(output.names()).isEqualTo(promised.names());
        output.asMap().forEach((name, frame) -> assertThat(
                        withoutMetadata(frame.toDF().schema()))
                .as(name)
                .isEqualTo(withoutMetadata(SparkTypes.toSpark(promised.get(name)))));
        assertChoicesMarked(output, promised);
    }

    private Optional<Shapes> promised(Frames input) {
        if (knowsShapes()) {
            return Optional.of(transform().outputShapes(input.shapes()));
        }
        assertThatThrownBy(() -> transform().outputShapes(input.shapes())).isInstanceOf(UnknownShapeException.class);
        return Optional.empty();
    }

    private static void assertChoicesMarked(Frames output, Shapes promised) {
        output.asMap().forEach((name, frame) -> {
            var expected = SparkTypes.toSpark(promised.get(name)).fields();
            var actual = frame.toDF().schema().fields();
            for (int i = 0; i < expected.length; i++) {
                assertThat(actual[i].metadata())
                        .as(name + "." + expected[i].name())
                        .isEqualTo(expected[i].metadata());
            }
        });
    }

    /** Marks inside structs are a rendering that some expressions lose; the frame's own type keeps them. */
    private static DataType withoutMetadata(DataType type) {
        if (type instanceof StructType struct) {
            var fields = new ArrayList<StructField>();
            for (var field : struct.fields()) {
                fields.add(new StructField(
                        field.name(), withoutMetadata(field.dataType()), field.nullable(), Metadata.empty()));
            }
            return DataTypes.createStructType(fields);
        } else if (type instanceof ArrayType array) {
            return DataTypes.createArrayType(withoutMetadata(array.elementType()), array.containsNull());
        } else if (type instanceof MapType map) {
            return DataTypes.createMapType(
                    withoutMetadata(map.keyType()), withoutMetadata(map.valueType()), map.valueContainsNull());
        }
        return type;
    }

    private static Frames each(Frames frames, UnaryOperator<DynamicFrame> change) {
        var changed = new LinkedHashMap<String, DynamicFrame>();
        frames.asMap().forEach((name, frame) -> changed.put(name, change.apply(frame)));
        return Frames.of(changed);
    }

    private static DynamicFrame withOddNames(DynamicFrame frame) {
        var fields = new ArrayList<>(frame.schema().fields());
        var columns = new ArrayList<Column>();
        frame.schema().names().forEach(name -> columns.add(DynamicFrame.column(frame.toDF(), name)));
        for (var name : ODD_NAMES) {
            fields.add(new Type.Field(name, Type.Primitive.STRING));
            columns.add(functions.when(functions.lit(true), functions.lit("x")).as(name));
        }
        return frame.derive(new Type.Struct(fields), frame.toDF().select(columns.toArray(Column[]::new)));
    }

    /** What has come of the columns with odd names, a row for each of the frame's. */
    private static List<Row> oddColumns(DynamicFrame frame) {
        var kept = ODD_NAMES.stream()
                .filter(name -> frame.schema()
                        .field(name)
                        .filter(field -> field.type() == Type.Primitive.STRING)
                        .isPresent())
                .map(name -> DynamicFrame.column(frame.toDF(), name))
                .toArray(Column[]::new);
        return frame.toDF().select(kept).collectAsList();
    }

    private static Map<String, JsonRows> rows(Frames frames) {
        var rows = new LinkedHashMap<String, JsonRows>();
        frames.asMap().forEach((name, frame) -> rows.put(name, JsonRows.of(frame)));
        return rows;
    }

    /** A transform needs other extensions at most. */
    private record RegistryOnly() implements Parts {
        @Override
        public <P> P the(Class<P> kind) {
            throw new NoSuchPartException("No such part: " + kind.getSimpleName());
        }

        @Override
        public <P> P create(Class<P> kind, String name, Settings settings) {
            return registry().get(kind, name).create(settings, this);
        }

        @Override
        public Registry registry() {
            return Registry.fromClasspath();
        }
    }
}
