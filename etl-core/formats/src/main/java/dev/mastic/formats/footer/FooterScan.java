// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.footer;

import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.FrameContext;
import dev.mastic.core.frame.LazySpark;
import dev.mastic.core.frame.Signal;
import dev.mastic.core.io.FileScan;
import dev.mastic.core.type.Type;
import dev.mastic.formats.PinnedFile;
import dev.mastic.formats.PinnedRead;
import dev.mastic.formats.PinnedScan;
import dev.mastic.formats.Refused;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.datasources.FileFormat;
import org.apache.spark.sql.execution.datasources.PartitionedFile;
import scala.Function1;
import scala.collection.Iterator;

/**
 * What Spark's reader of a format with footers is asked for: these versions of files, as these columns. Files of other types are converted
 * where nothing is lost, and refused as a whole where their types do not allow it. Equal for the same files, type and signal, so that Spark
 * finds equal scans.
 */
public record FooterScan(OwnTypes format, List<PinnedFile> files, Type.Struct type, Signal<Refused> signal) {
    /** The frame that Spark's reader, made for this scan, gives. Lazy. */
    public static DynamicFrame frame(
            LazySpark spark,
            FileScan scan,
            OwnTypes format,
            Function<FooterScan, FileFormat> reader,
            FrameContext context) {
        var pinned = new PinnedScan(spark.session(), scan);
        var footers = new FooterScan(format, pinned.files(), pinned.dataType(), pinned.signal());
        var faults = new FooterFaults(scan.name(), footers.own(spark.session()));
        return pinned.frame(reader.apply(footers), faults, context);
    }

    /** Spark's reader, with a look at each file before it is trusted. */
    public PinnedRead reader(
            SparkSession session, Function1<PartitionedFile, Iterator<InternalRow>> spark, Asked asked) {
        var checked = new CheckedRead(spark, own(session), asked, signal);
        return new PinnedRead(session, session.sessionState().newHadoopConf(), signal, checked);
    }

    private OwnReading own(SparkSession session) {
        return new OwnReading(format, type, SessionSettings.of(session));
    }
}
