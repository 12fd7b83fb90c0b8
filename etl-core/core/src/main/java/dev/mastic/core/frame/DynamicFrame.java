// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.frame;

import dev.mastic.core.failure.UsageException;
import dev.mastic.core.plugin.Parts;
import dev.mastic.core.type.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * A table of records with its own type beside Spark's, and with the rows that were refused on the way. Immutable; every method returns a
 * new frame, and runs no Spark job unless it says so.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-pyspark-extensions-dynamic-frame.html">DynamicFrame in
 *     Glue</a>
 */
public final class DynamicFrame {
    private final String name;
    private final LazyRows rows;
    private final FrameErrors errors;
    private final FrameContext context;

    private DynamicFrame(String name, LazyRows rows, FrameErrors errors, FrameContext context) {
        this.name = Objects.requireNonNull(name, "name");
        this.rows = Objects.requireNonNull(rows, "rows");
        this.errors = errors;
        this.context = Objects.requireNonNull(context, "context");
    }

    /**
     * A frame over rows whose Spark schema is {@link SparkTypes#toSpark(Type.Struct)} of the type.
     *
     * @param faultSources the readers that may refuse rows of it
     */
    public static DynamicFrame of(
            String name,
            Type.Struct type,
            Dataset<Row> rows,
            Collection<? extends FaultSource> faultSources,
            FrameContext context) {
        return new DynamicFrame(name, LazyRows.of(type, rows), FrameErrors.of(faultSources), context);
    }

    /** A frame over any Dataset; Glue's {@code fromDF}. */
    public static DynamicFrame fromDF(Dataset<Row> rows, String name, FrameContext context) {
        return of(name, SparkTypes.fromSpark(rows.schema()), rows, List.of(), context);
    }

    public String name() {
        return name;
    }

    /** The record type. Never reads data: the frame knows its type. */
    public Type.Struct schema() {
        return rows.type();
    }

    /** The rows as a Dataset; a choice is a struct with one field per type, at most one of them set. Lazy. */
    public Dataset<Row> toDF() {
        return rows.dataset();
    }

    /** What the frame carries besides its rows. */
    public FrameContext context() {
        return context;
    }

    /** The readers and steps that may have refused rows of this frame. */
    public Set<FaultSource> faultSources() {
        return new LinkedHashSet<>(errors.sources());
    }

    /** The same frame under another name. */
    public DynamicFrame withName(String newName) {
        return new DynamicFrame(newName, rows, errors, context);
    }

    /** The same frame on its way into a step, which fault reports name. */
    public DynamicFrame at(String step) {
        return new DynamicFrame(name, rows, errors.entering(), context.at(step));
    }

    /**
     * The frame on its way into a step that may refuse only so many rows; Glue's {@code stageThreshold} and {@code totalThreshold}. The next
     * verb takes them with it, and {@link #assertErrorThreshold()} and writing hold the counts against them.
     */
    public DynamicFrame withThresholds(long stage, long total) {
        return new DynamicFrame(name, rows, errors, context.within(new Thresholds(stage, total)));
    }

    /** The frame on its way into a step whose refusals carry a remark in their reason; Glue's {@code info}. For the next verb. */
    public DynamicFrame withInfo(String info) {
        return new DynamicFrame(name, rows, errors, context.remark(info));
    }

    /** The frame with other rows of another type, made from this frame's rows only. */
    public DynamicFrame derive(Type.Struct newType, Dataset<Row> newRows) {
        return new DynamicFrame(name, LazyRows.of(newType, newRows), errors, context);
    }

    /** The frame with other columns, each made from this frame's. Lazy: Spark's plan is made when a Dataset is asked for. */
    public DynamicFrame derive(Projection projection) {
        return new DynamicFrame(name, rows.project(projection), errors, context);
    }

    /** The frame with rows made from this frame's and another's. */
    public DynamicFrame derive(Type.Struct newType, Dataset<Row> newRows, DynamicFrame other) {
        return new DynamicFrame(
                name, LazyRows.of(newType, newRows), errors.with(other.errors), context.with(other.context));
    }

    /**
     * The rows that hold a condition; the others are refused, and come out again from {@link #errorsAsDynamicFrame()}.
     *
     * @param condition over the columns of {@link #toDF()}; null counts as false
     * @param reason why a row is refused
     */
    public DynamicFrame refuseUnless(Column condition, String column, String reason) {
        return guard(condition, column, reason, FaultSource.Kind.REFUSED);
    }

    /** As {@link #refuseUnless}, saying what a refusal means; the rows that do not hold the condition are always dropped. */
    public DynamicFrame guard(Column condition, String column, String reason, FaultSource.Kind kind) {
        return guard(condition, Refusal.unless(this, condition, column, reason, kind));
    }

    /** The rows that hold a condition; the others are dropped, and are reported as the refusal says. */
    public DynamicFrame guard(Column condition, Refusal refusal) {
        var source = new StepFaults(this, refusal);
        return derive(schema(), source.good(toDF(), condition)).withFaultSource(source);
    }

    /** All rows; those that do not hold the condition stay, and are reported as the refusal says. */
    public DynamicFrame note(Column condition, Refusal refusal) {
        var source = new StepFaults(this, refusal);
        return derive(schema(), source.all(toDF(), condition)).withFaultSource(source);
    }

    /** The frame with one more source of refused rows. */
    public DynamicFrame withFaultSource(FaultSource source) {
        return new DynamicFrame(name, rows, errors.with(source), context);
    }

    /** The frame after a transform. */
    public DynamicFrame apply(FrameTransform transform) {
        return transform.apply(entering()).leaving(context);
    }

    private DynamicFrame entering() {
        return new DynamicFrame(name, rows, errors.entering(), context);
    }

    /** A step ends: its thresholds are kept with what they count, and the next one begins without. */
    private DynamicFrame leaving(FrameContext step) {
        var stepName = step.step().isEmpty() ? name : step.step();
        var after = errors.leaving(stepName, step.thresholds());
        return new DynamicFrame(
                name, rows, after, context.within(Thresholds.UNLIMITED).remark(""));
    }

    /** Glue's {@code ApplyMapping}: only the mapped fields, each {@code "source[:type] -> target[:type]"}. */
    public DynamicFrame applyMapping(String... mappings) {
        return verb("apply-mapping", Map.of("mappings", List.of(mappings)));
    }

    /** Glue's {@code RenameField}. */
    public DynamicFrame renameField(String from, String to) {
        return verb("rename-field", Map.of("from", from, "to", to));
    }

    /** Glue's {@code DropFields}. */
    public DynamicFrame dropFields(String... paths) {
        return verb("drop-fields", Map.of("paths", List.of(paths)));
    }

    /** Glue's {@code SelectFields}. */
    public DynamicFrame selectFields(String... paths) {
        return verb("select-fields", Map.of("paths", List.of(paths)));
    }

    /** Glue's {@code DropNullFields}: without the fields whose type is null. */
    public DynamicFrame dropNullFields() {
        return verb("drop-null-fields", Map.of());
    }

    /** Glue's {@code Join}, with the keys and what becomes of rows without a partner. */
    public DynamicFrame join(DynamicFrame other, JoinKeys keys) {
        return verbs("join", keys.settings(), other).get(Frames.RESULT);
    }

    /** Glue's {@code Relationalize}: flat tables, the root and one for each array. */
    public Frames relationalize(String rootTableName) {
        return verbs("relationalize", Map.of("root", rootTableName));
    }

    /** The refused rows so far, with the columns of {@link RowFault}. Lazy. */
    public DynamicFrame errorsAsDynamicFrame() {
        var faults = FrameErrors.rows(toDF().sparkSession(), errors.sources());
        return fromDF(faults, name + "_errors", context);
    }

    /** How many rows have been refused so far. Runs a Spark job. */
    public long errorsCount() {
        return errorsAsDynamicFrame().toDF().count();
    }

    /** How many rows the step that was applied last has refused, or the reader. Runs a Spark job. */
    public long stageErrorsCount() {
        return FrameErrors.rows(toDF().sparkSession(), errors.stage()).count();
    }

    /**
     * Holds the steps so far against their thresholds. Runs a Spark job if any step has some.
     *
     * @throws ErrorThresholdException naming the first step that refused too many rows
     */
    public void assertErrorThreshold() {
        errors.assertWithinLimits(toDF().sparkSession());
    }

    /** How many rows there are, without the refused ones. Runs a Spark job. */
    public long count() {
        return toDF().count();
    }

    /** Prints the first rows as JSON, one per line, as Glue does. Runs a Spark job. */
    public void show(int numRows) {
        toDF().limit(numRows).toJSON().collectAsList().forEach(System.out::println);
    }

    /** As Spark's. Lazy. */
    public DynamicFrame repartition(int partitions) {
        return derive(schema(), toDF().repartition(partitions));
    }

    /** As Spark's, without a shuffle. Lazy. */
    public DynamicFrame coalesce(int partitions) {
        return derive(schema(), toDF().coalesce(partitions));
    }

    private DynamicFrame verb(String transform, Map<String, ?> settings) {
        return verbs(transform, settings).get(Frames.RESULT);
    }

    private Frames verbs(String transform, Map<String, ?> settings, DynamicFrame... others) {
        var in = Frames.of(name, entering());
        for (var other : others) {
            in = in.with(in.freeName(other.name), other.entering());
        }
        return transform(transform, settings).apply(in).map((output, frame) -> frame.leaving(context));
    }

    private Transform transform(String transform, Map<String, ?> written) {
        var factory = context.registry().get(Transform.class, transform);
        return factory.create(factory.settings().of(transform, written), new NoParts(context));
    }

    /** Fluent verbs are pure: their factories get no catalog and no database. */
    private record NoParts(FrameContext context) implements Parts {
        @Override
        public <P> P the(Class<P> kind) {
            throw new UsageException("Cannot use a " + kind.getSimpleName()
                    + " in a fluent method: apply the transform in a job, or make it with its factory");
        }

        @Override
        public <P> P create(Class<P> kind, String name, dev.mastic.core.config.Settings settings) {
            return registry().get(kind, name).create(settings, this);
        }

        @Override
        public dev.mastic.core.plugin.Registry registry() {
            return context.registry();
        }
    }

    @Override
    public String toString() {
        return "DynamicFrame " + name + " " + dev.mastic.core.type.TypeString.print(schema());
    }

    /** The column of exactly this name, by reference: dots, backticks, and names that differ only in case are safe. */
    public static Column column(Dataset<Row> rows, String name) {
        int index = List.of(rows.columns()).indexOf(name);
        return index < 0
                ? rows.col("`" + name.replace("`", "``") + "`")
                : new Column(rows.queryExecution().analyzed().output().apply(index));
    }

    static Column json(Dataset<Row> rows) {
        var columns = new ArrayList<Column>();
        for (var name : rows.columns()) {
            columns.add(column(rows, name));
        }
        return functions.to_json(functions.struct(columns.toArray(Column[]::new)));
    }
}
