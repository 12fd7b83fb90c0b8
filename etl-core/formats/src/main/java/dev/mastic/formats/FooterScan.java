// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats;

import dev.mastic.core.frame.Signal;
import dev.mastic.core.type.Type;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.datasources.PartitionedFile;
import scala.Function1;
import scala.collection.Iterator;

/**
 * What Spark's reader of a format with footers is asked for: these versions of files, as these columns. Files that do not fit are refused
 * as a whole. Equal for the same files, type and signal, so that Spark finds equal scans.
 */
public record FooterScan(List<PinnedFile> files, Type.Struct type, Signal<Refused> signal) {
    /** What the footers of a format say. */
    public interface Footers extends Serializable {
        /** The columns of a file, as Spark reads it when it is told nothing. */
        Type.Struct columns(Path file, Configuration configuration) throws IOException;
    }

    /** The files and columns of a scan. */
    public static FooterScan of(PinnedScan scan) {
        return new FooterScan(scan.files(), scan.dataType(), scan.signal());
    }

    /** Spark's reader, with a look at each file before it is trusted. */
    public PinnedRead reader(
            SparkSession session, Function1<PartitionedFile, Iterator<InternalRow>> spark, Footers footers) {
        var state = session.sessionState();
        boolean caseSensitive = state.conf().caseSensitiveAnalysis();
        var checked = new CheckedRead(spark, type, caseSensitive, signal, footers);
        return new PinnedRead(session, state.newHadoopConf(), signal, checked);
    }
}
