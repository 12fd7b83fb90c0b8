// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.frame;

import dev.mastic.core.failure.UsageException;
import dev.mastic.core.plugin.Registry;
import dev.mastic.core.type.Type;
import dev.mastic.core.type.TypeString;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.spark.api.java.function.FilterFunction;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

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
     * @throws UsageException if more than {@link Type#MOST_LEVELS} types lie in each other
     */
    public static DynamicFrame of(
            String name,
            Type.Struct type,
            Dataset<Row> rows,
            Collection<? extends FaultSource> faultSources,
            FrameContext context) {
        return new DynamicFrame(name, LazyRows.of(type.within(name), rows), FrameErrors.of(faultSources), context);
    }

    /** A frame over any Dataset; Glue's {@code fromDF}. */
    public static DynamicFrame fromDF(Dataset<Row> rows, String name, FrameContext context) {
        return of(name, SparkTypes.fromSpark(rows.schema()), rows, List.of(), context);
    }

    /**
     * A frame of records as JSON: {@code of(session, "{'id': 1}", "{'id': 'x'}")}, where single quotes may stand for double ones if there
     * are none. The type takes all of them without loss: values of different types become a choice. Runs no job.
     *
     * @throws UsageException if a text is no JSON object
     */
    public static DynamicFrame of(SparkSession session, String... records) {
        return of(session, DynamicRecord.parseAll(records));
    }

    /** A frame of records, typed as in {@link #of(SparkSession, String...)}. Runs no job. */
    public static DynamicFrame of(SparkSession session, List<DynamicRecord> records) {
        return of(session, records, new LocalRecords(records).type());
    }

    /**
     * A frame of records of a type. Runs no job.
     *
     * @throws UsageException naming the record and the path of a value that the type does not hold
     */
    public static DynamicFrame of(SparkSession session, List<DynamicRecord> records, Type.Struct type) {
        var context = FrameContext.outsideJobs(Registry.fromClasspath());
        return of("records", type, new LocalRecords(records).rows(session, type), List.of(), context);
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
        return new DynamicFrame(name, LazyRows.of(newType.within(name), newRows), errors, context);
    }

    /** The frame with other columns, each made from this frame's. Lazy: Spark's plan is made when a Dataset is asked for. */
    public DynamicFrame derive(Projection projection) {
        projection.type().within(name);
        return new DynamicFrame(name, rows.project(projection), errors, context);
    }

    /** The frame with rows made from this frame's and another's. */
    public DynamicFrame derive(Type.Struct newType, Dataset<Row> newRows, DynamicFrame other) {
        var both = errors.with(other.errors);
        return new DynamicFrame(name, LazyRows.of(newType.within(name), newRows), both, context.with(other.context));
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
        return step(transform::apply);
    }

    DynamicFrame entering() {
        return new DynamicFrame(name, rows, errors.entering(), context);
    }

    /** A step ends: its thresholds are kept with what they count, and the next one begins without. */
    DynamicFrame leaving(FrameContext step) {
        var stepName = step.step().isEmpty() ? name : step.step();
        var next = context.within(Thresholds.UNLIMITED).remark("");
        return new DynamicFrame(name, rows, errors.leaving(stepName, step.thresholds()), next);
    }

    /**
     * The frame after a transform of the registry, with its settings as in a job file: {@code apply("derived-column", Map.of("column", "b",
     * "expression", "a + 1"))}.
     *
     * @throws UsageException if the transform makes several frames: use {@link Frames#apply}
     */
    public DynamicFrame apply(String transform, Map<String, ?> settings) {
        return Frames.inputs(this).apply(transform, settings).only(transform);
    }

    /** Glue's {@code ApplyMapping}: only the mapped fields, each {@code "source[:type] -> target[:type]"}. */
    public DynamicFrame applyMapping(String... mappings) {
        return apply("apply-mapping", Map.of("mappings", List.of(mappings)));
    }

    /** Glue's {@code ApplyMapping}, where case of source names may not count, as by default in Glue's Python. */
    public DynamicFrame applyMapping(List<String> mappings, boolean caseSensitive) {
        return apply("apply-mapping", Map.of("mappings", mappings, "case-sensitive", caseSensitive));
    }

    /** Glue's {@code RenameField}. */
    public DynamicFrame renameField(String from, String to) {
        return apply("rename-field", Map.of("from", from, "to", to));
    }

    /** Glue's {@code DropFields}. */
    public DynamicFrame dropFields(String... paths) {
        return apply("drop-fields", Map.of("paths", List.of(paths)));
    }

    /** Glue's {@code SelectFields}. */
    public DynamicFrame selectFields(String... paths) {
        return apply("select-fields", Map.of("paths", List.of(paths)));
    }

    /** Glue's {@code DropNullFields}, in Scala {@code dropNulls}: without the fields whose type is null. */
    public DynamicFrame dropNullFields() {
        return apply("drop-null-fields", Map.of());
    }

    /** Glue's {@code SplitFields}: a frame of the fields at the paths, and one of the others. */
    public Frames splitFields(List<String> paths, String name1, String name2) {
        return Frames.inputs(this).apply("split-fields", Map.of("paths", paths, "names", List.of(name1, name2)));
    }

    /** Glue's {@code SplitRows}: the rows that hold all comparisons, such as {@code {"age" = {">" = 30}}}, and the others. */
    public Frames splitRows(Map<String, ? extends Map<String, ?>> comparisons, String name1, String name2) {
        return Frames.inputs(this)
                .apply("split-rows", Map.of("comparisons", comparisons, "names", List.of(name1, name2)));
    }

    /** Glue's {@code Join}, with the keys and what becomes of rows without a partner. */
    public DynamicFrame join(DynamicFrame other, JoinKeys keys) {
        return Frames.inputs(this, other).apply("join", keys.settings()).only("join");
    }

    /** Glue's {@code Union}: the rows of both; what only one has is null in the other's rows, and types that differ become choices. */
    public DynamicFrame union(DynamicFrame other) {
        return Frames.inputs(this, other).apply("union", Map.of()).only("union");
    }

    /** Glue's {@code mergeDynamicFrame}: this frame with the rows of a stage in the place of those with the same keys. */
    public DynamicFrame mergeDynamicFrame(DynamicFrame stage, String... primaryKeys) {
        return Frames.inputs(this, stage)
                .apply("merge-dynamic-frame", Map.of("keys", List.of(primaryKeys)))
                .only("merge-dynamic-frame");
    }

    /** Glue's {@code UnnestFrame}: the fields of structs as columns with dots in their names. */
    public DynamicFrame unnest() {
        return apply("unnest", Map.of());
    }

    /** Glue's {@code unnestDDBJson}. */
    public DynamicFrame unnestDDBJson() {
        return apply("unnest-ddb-json", Map.of());
    }

    /** Glue's {@code simplifyDDBJson}: DynamoDB's typed JSON as plain values. */
    public DynamicFrame simplifyDDBJson() {
        return apply("simplify-ddb-json", Map.of());
    }

    /** Glue's {@code Relationalize}: flat tables, the root and one for each array. */
    public Frames relationalize(String rootTableName) {
        return Frames.inputs(this).apply("relationalize", Map.of("root", rootTableName));
    }

    /** As {@link #relationalize(String)}; the path is taken as Glue has it, and nothing is staged there. */
    public Frames relationalize(String rootTableName, String stagingPath) {
        return Frames.inputs(this).apply("relationalize", Map.of("root", rootTableName, "staging-path", stagingPath));
    }

    /** Glue's {@code FillMissingValues}: a new column with what is missing told from the other columns. Runs Spark jobs. */
    public DynamicFrame fillMissingValues(String column, String output) {
        return apply("fill-missing-values", Map.of("column", column, "output", output));
    }

    /**
     * Glue's {@code Unbox}: a column of texts as the records that stand in them.
     *
     * @param more other settings of the transform, such as {@code schema} and {@code options}
     */
    public DynamicFrame unbox(String path, String format, Map<String, ?> more) {
        var settings = new HashMap<String, Object>(more);
        settings.put("path", path);
        settings.put("format", format);
        return apply("unbox", settings);
    }

    /** Glue's {@code ResolveChoice} with specs such as {@code "price -> cast:double"}. */
    public DynamicFrame resolveChoice(String... specs) {
        return apply("resolve-choice", Map.of("specs", List.of(specs)));
    }

    /** Glue's {@code ResolveChoice} with one action, such as {@code make_cols}, for all choices that have no spec. */
    public DynamicFrame resolveChoices(String choice, String... specs) {
        return apply(
                "resolve-choice",
                specs.length == 0 ? Map.of("choice", choice) : Map.of("choice", choice, "specs", List.of(specs)));
    }

    /** Glue's {@code Spigot}: the same rows; the first 100 of them are written to a folder as JSON. Runs a Spark job. */
    public DynamicFrame spigot(String path) {
        return apply("spigot", Map.of("path", path));
    }

    /**
     * Glue's {@code Spigot}: the same rows; some of them are written to a folder as JSON. Runs a Spark job.
     *
     * @param topk how many at most
     * @param prob the chance of each row to be among them, 0 to 1
     */
    public DynamicFrame spigot(String path, int topk, double prob) {
        return apply("spigot", Map.of("path", path, "topk", topk, "prob", prob));
    }

    /** The rows that hold a condition in SQL. The condition reaches the source where Spark can push it down. */
    public DynamicFrame filter(String condition) {
        return apply("filter", Map.of("condition", condition));
    }

    /**
     * Glue's {@code Filter}: the records for which a function says true. Where it throws, the record is a fault, whatever the exception;
     * Glue's Python drops it without a word for KeyError, ValueError and TypeError.
     */
    public DynamicFrame filter(FilterFunction<DynamicRecord> function) {
        return step(in -> new RecordFunctions(in).filter(function));
    }

    /** As {@link #map(MapFunction, Type.Struct)}, for records of the same type. */
    public DynamicFrame map(MapFunction<DynamicRecord, DynamicRecord> function) {
        return map(function, schema());
    }

    /**
     * Glue's {@code Map}: what a function makes of each record. Where it throws or returns null, or what it returns does not fit the type
     * (a field that the type does not have, a value that it does not hold exactly), the record is a fault. The function runs once a record,
     * and once more for the faults; rows are turned into records and back once, without leaving generated code. Glue's mapPartitions is
     * Python's alone.
     */
    public DynamicFrame map(MapFunction<DynamicRecord, DynamicRecord> function, Type.Struct output) {
        return step(in -> new RecordFunctions(in).map(function, output));
    }

    /** All that a function makes of each record; faults as in {@link #map(MapFunction, Type.Struct)}. */
    public DynamicFrame flatMap(FlatMapFunction<DynamicRecord, DynamicRecord> function, Type.Struct output) {
        return step(in -> new RecordFunctions(in).flatMap(function, output));
    }

    /** Rows in so many partitions, those with equal values of the columns in one. Lazy. */
    public DynamicFrame repartition(int partitions, String... columns) {
        return apply("repartition", Map.of("partitions", partitions, "columns", List.of(columns)));
    }

    /** Rows in at most so many partitions; without a shuffle unless it is asked for. Lazy. */
    public DynamicFrame coalesce(int partitions, boolean shuffle) {
        return apply("coalesce", Map.of("partitions", partitions, "shuffle", shuffle));
    }

    /** Rows in at most so many partitions, without a shuffle. Lazy. */
    public DynamicFrame coalesce(int partitions) {
        return coalesce(partitions, false);
    }

    /** How many partitions the rows are in, as Spark plans it now. Runs no job. */
    public int getNumPartitions() {
        return toDF().rdd().getNumPartitions();
    }

    /**
     * The refused rows so far, with the columns of {@link RowFault}. Glue's error records have them as {@code error.msg} (reason), {@code
     * error.input} and {@code error.dynamicRecord} (raw), {@code error.source} and {@code error.bytesread} (offset). Lazy, but that files
     * are read in a Spark job, once: only their reader knows what it refuses.
     */
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

    /** The first rows as Java values. Runs a Spark job. */
    public List<DynamicRecord> take(int numRows) {
        return ShownRows.of(this, numRows).records();
    }

    /** As {@link #show(int)}, 20 rows. Runs a Spark job. */
    public void show() {
        show(20);
    }

    /**
     * Prints the first rows as JSON, one per line, as Glue does; of a choice, the value that is set. If there are choices, a note on standard
     * error says how many of the printed values are of which type. Runs a Spark job.
     */
    public void show(int numRows) {
        var shown = ShownRows.of(this, numRows);
        shown.lines().forEach(System.out::println);
        shown.shares().forEach(System.err::println);
    }

    /** Prints the record type as Glue does. Runs no job. */
    public void printSchema() {
        System.out.print(SchemaTree.of(schema()));
    }

    /**
     * The record type as Glue prints it; each branch of a choice with how many values are of it, and their share: {@code |-- long 163063
     * (99.999%)}. Runs a Spark job if there are choices: one pass for all.
     */
    public String schemaTree() {
        return SchemaTree.of(schema(), ValueCounts.of(this, Type.Choice.class::isInstance));
    }

    /**
     * The frame with the narrowest type of its rows: what no row has is of type null, and a choice has the branches that occur, or is no
     * choice. Values of maps keep their types. Runs a Spark job.
     */
    public DynamicFrame recomputeSchema() {
        return new TightType(ValueCounts.of(this, type -> true)).of(schema()).over(this);
    }

    /**
     * The frame with a wider type: fields that it lacks are null, values of a type that becomes a choice are in its branch. Runs no job.
     *
     * @throws UsageException naming the fields that the type does not hold as they are
     */
    public DynamicFrame withFrameSchema(Type.Struct wider) {
        return FrameSchema.of(schema(), wider).over(this);
    }

    /** The rows as a Dataset, some choices resolved; the others are structs as in {@link #toDF()}. A path without a choice is refused. Lazy. */
    public Dataset<Row> toDF(ResolveOption... options) {
        var specs = Arrays.stream(options).map(ResolveOption::spec).toArray(String[]::new);
        return specs.length == 0 ? toDF() : resolveChoice(specs).toDF();
    }

    /** A frame's own method as a step of its own. */
    private DynamicFrame step(UnaryOperator<DynamicFrame> verb) {
        return verb.apply(entering()).leaving(context);
    }

    @Override
    public String toString() {
        return "DynamicFrame " + name + " " + TypeString.print(schema());
    }

    /** The column of exactly this name, by reference: dots, backticks, and names that differ only in case are safe. */
    public static Column column(Dataset<Row> rows, String name) {
        int index = List.of(rows.columns()).indexOf(name);
        return index < 0
                ? rows.col("`" + name.replace("`", "``") + "`")
                : new Column(rows.queryExecution().analyzed().output().apply(index));
    }
}
