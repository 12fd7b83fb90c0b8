// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats;

import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.FrameContext;
import dev.mastic.core.frame.LazySpark;
import dev.mastic.core.frame.Signal;
import dev.mastic.core.io.FileScan;
import dev.mastic.core.type.Type;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.datasources.FileFormat;
import org.apache.spark.sql.execution.datasources.PartitionedFile;
import scala.Function1;
import scala.collection.Iterator;

/**
 * What Spark's reader of a format with footers is asked for: these versions of files, as these columns. Files that do not fit are refused
 * as a whole. Equal for the same files, type and signal, so that Spark finds equal scans.
 */
public record FooterScan(List<PinnedFile> files, Type.Struct type, Signal<Refused> signal) {
    /** The frame that Spark's reader, made for this scan, gives. Lazy. */
    public static DynamicFrame frame(
            LazySpark spark, FileScan scan, Function<FooterScan, FileFormat> reader, FrameContext context) {
        var pinned = new PinnedScan(spark.session(), scan);
        var footers = new FooterScan(pinned.files(), pinned.dataType(), pinned.signal());
        // files are refused as a whole, so that there are no ranges to read again
        return pinned.frame(
                reader.apply(footers), (file, ranges, configuration) -> Collections.emptyIterator(), context);
    }

    /** Spark's reader, with a look at each file before it is trusted. */
    public PinnedRead reader(
            SparkSession session, Function1<PartitionedFile, Iterator<InternalRow>> spark, SelfDescribed.Look look) {
        var state = session.sessionState();
        boolean caseSensitive = state.conf().caseSensitiveAnalysis();
        var checked = new CheckedRead(spark, type, caseSensitive, signal, look);
        return new PinnedRead(session, state.newHadoopConf(), signal, checked);
    }
}
