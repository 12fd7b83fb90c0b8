// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats;

import dev.mastic.core.failure.EtlException;
import dev.mastic.core.frame.RowFault;
import dev.mastic.core.frame.Signal;
import dev.mastic.core.io.FileListing;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;

/** Breaks a scan off at what it refuses, with the place and the reason: the refused range is read once more, in the same task. */
final class RefusalAlarm implements Signal.Alarm<Refused> {
    private static final long serialVersionUID = 1L;
    private final String scan;
    private FileFaults.Reader reader;
    private Broadcast<SerializableConfiguration> configuration;

    RefusalAlarm(String scan) {
        this.scan = scan;
    }

    /** Says how refused ranges are read; before the scan is run. */
    void explainedBy(FileFaults.Reader now, SparkSession session) {
        reader = now;
        configuration = JavaSparkContext.fromSparkContext(session.sparkContext())
                .broadcast(
                        new SerializableConfiguration(session.sessionState().newHadoopConf()));
    }

    @Override
    public RuntimeException raise(Refused refused) {
        var path = new Path(refused.file());
        if (refused.whole() != null) {
            return failure(FileListing.plain(path), refused.whole().column(), refused.whole().reason());
        }
        try {
            var conf = configuration.value().value();
            var status = path.getFileSystem(conf).getFileStatus(path);
            var file = new PinnedFile(refused.file(), status.getLen(), status.getModificationTime());
            Iterator<RowFault> faults = reader.faults(file, List.of(refused), file.openedBy(conf));
            return faults.hasNext() ? failure(faults.next()) : failure(file.shown(), null, place(refused));
        } catch (IOException e) {
            var failure = failure(FileListing.plain(path), null, place(refused));
            failure.addSuppressed(e);
            return failure;
        }
    }

    private EtlException failure(RowFault fault) {
        var place = fault.line() == null ? fault.source() : fault.source() + ":" + fault.line();
        var raw = fault.raw() == null ? "" : " (got " + fault.raw().strip() + ")";
        return failure(place, fault.column(), fault.reason() + raw);
    }

    private EtlException failure(String place, String column, String reason) {
        var where = column == null ? "" : " in column '" + column + "'";
        return new EtlException("Cannot read " + scan + ": refused " + place + where + ": " + reason);
    }

    private static String place(Refused refused) {
        return "a row between bytes " + refused.start() + " and " + refused.end();
    }
}
