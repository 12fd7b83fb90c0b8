// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats;

import dev.mastic.core.bookmark.FileItem;
import dev.mastic.core.failure.EtlException;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.FrameContext;
import dev.mastic.core.frame.Signal;
import dev.mastic.core.frame.SparkTypes;
import dev.mastic.core.io.ColonSafeDisk;
import dev.mastic.core.io.FileScan;
import dev.mastic.core.io.OnRefused;
import dev.mastic.core.type.Type;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Cast$;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.execution.datasources.FileFormat;
import org.apache.spark.sql.execution.datasources.HadoopFsRelation;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import scala.Option;
import scala.collection.immutable.Map$;

/**
 * A scan as Spark runs it: the listed versions of the files, nothing that lies beside them, and one signal for what is refused. A column
 * in the files that has the name of a partition column is not read: the path decides.
 */
public final class PinnedScan {
    /** How Hive writes a partition value that is null into a path. */
    private static final String NULL = "__HIVE_DEFAULT_PARTITION__";

    private final SparkSession session;
    private final FileScan scan;
    private final Type.Struct dataType;
    private final RefusalAlarm alarm;
    private final Signal<Refused> signal;
    private final Map<PinnedFile, InternalRow> files = new LinkedHashMap<>();
    private final Map<String, String> opening;

    /** Reads no file. Files whose partition values do not fit the types of the keys are refused here. */
    public PinnedScan(SparkSession session, FileScan scan) {
        this.session = session;
        this.scan = scan;
        this.dataType = scan.dataType();
        this.alarm = new RefusalAlarm(scan.name());
        var label = "refused by " + scan.name();
        this.signal = scan.onRefused() == OnRefused.FAIL
                ? Signal.stopping(session, label, alarm)
                : Signal.in(session, label);
        var configuration = session.sessionState().newHadoopConf();
        scan.files().forEach(item -> add(item, configuration));
        this.opening = ColonSafeDisk.settings(
                configuration, files.keySet().stream().map(PinnedFile::uri).toList());
    }

    /** The columns that are read from the files. */
    public Type.Struct dataType() {
        return dataType;
    }

    /** Where the reader tells what it refuses. */
    public Signal<Refused> signal() {
        return signal;
    }

    /** The files, in their order. */
    public List<PinnedFile> files() {
        return List.copyOf(files.keySet());
    }

    /** The names by which the planner tells the columns in the files apart. */
    public DistinctColumns columns() {
        return DistinctColumns.of(dataType, scan.partitionType().names());
    }

    /** The frame that a format reads by the columns' own names, with what it refuses. Lazy. */
    public DynamicFrame frame(FileFormat format, FileFaults.Reader reader, FrameContext context) {
        return frame(format, dataType, reader, context);
    }

    /** The same for a format that is asked for columns by names of {@link #columns}. */
    public DynamicFrame distinct(FileFormat format, FileFaults.Reader reader, FrameContext context) {
        return frame(format, columns().rename(dataType), reader, context);
    }

    private DynamicFrame frame(FileFormat format, Type.Struct columns, FileFaults.Reader reader, FrameContext context) {
        var partitionSchema = SparkTypes.toSpark(scan.partitionType());
        var relation = new HadoopFsRelation(
                new PinnedFiles(files, partitionSchema),
                partitionSchema,
                SparkTypes.toSpark(columns),
                Option.empty(),
                format,
                options(opening),
                session);
        if (scan.onRefused() == OnRefused.FAIL) {
            alarm.explainedBy(reader, session);
        }
        var type = scan.shape();
        var read = session.baseRelationToDataFrame(relation);
        var rows = columns.equals(dataType) ? read : read.toDF(type.names().toArray(String[]::new));
        var faults = new FileFaults(rows, scan.name(), files(), signal, reader);
        return DynamicFrame.of(scan.name(), type, rows, List.of(faults), context);
    }

    /** What Spark's own readers are told, so that they can open the files. */
    private static scala.collection.immutable.Map<String, String> options(Map<String, String> settings) {
        scala.collection.immutable.Map<String, String> options = Map$.MODULE$.empty();
        for (var setting : settings.entrySet()) {
            options = options.updated(setting.getKey(), setting.getValue());
        }
        return options;
    }

    private void add(FileItem item, Configuration configuration) {
        var schema = SparkTypes.toSpark(scan.partitionType());
        if (item.partition().size() != schema.length()) {
            throw new EtlException("Cannot read " + item.path() + ": it has other partition keys than "
                    + scan.name() + " (got " + item.partition() + "; expected values of "
                    + scan.partitionType().names() + ")");
        }
        var file = PinnedFile.of(item, configuration);
        var values = new Object[schema.length()];
        var misfit = fill(values, item.partition(), schema);
        misfit.ifPresentOrElse(
                whole -> signal.add(new Refused(file.uri(), 0, Refused.OPEN, whole)),
                () -> files.put(file, new GenericInternalRow(values)));
    }

    private Optional<Refused.Whole> fill(Object[] values, List<String> texts, StructType schema) {
        for (int i = 0; i < values.length; i++) {
            var field = schema.fields()[i];
            if (!texts.get(i).equals(NULL)) {
                values[i] = cast(texts.get(i), field.dataType());
                if (values[i] == null) {
                    return Optional.of(new Refused.Whole(
                            field.name(),
                            "partition value '" + texts.get(i) + "' is no "
                                    + field.dataType().catalogString()));
                }
            }
        }
        return Optional.empty();
    }

    private Object cast(String text, DataType type) {
        var value = Literal.create(UTF8String.fromString(text), DataTypes.StringType);
        var zone = Option.apply(session.sessionState().conf().sessionLocalTimeZone());
        return Cast$.MODULE$.apply(value, type, zone, false).eval(null);
    }
}
