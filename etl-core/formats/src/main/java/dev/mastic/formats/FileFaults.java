// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats;

import dev.mastic.core.frame.FaultSource;
import dev.mastic.core.frame.RowFault;
import dev.mastic.core.frame.Signal;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;

/** What a reader of files has refused: the signalled ranges are read once more, and nothing else. */
public final class FileFaults implements FaultSource {
    /** Reads ranges of a file once more, for their refused rows. */
    public interface Reader extends Serializable {
        /**
         * The refused rows in these ranges, lazily.
         *
         * @param ranges sorted, without overlap
         */
        Iterator<RowFault> faults(PinnedFile file, List<Refused> ranges, Configuration configuration)
                throws IOException;
    }

    private final SparkSession session;
    private final Dataset<Row> rows;
    private final String step;
    private final List<PinnedFile> files;
    private final Signal<Refused> signal;
    private final Reader reader;
    private boolean allRead;

    /** @param rows all that is read; reading them signals */
    FileFaults(Dataset<Row> rows, String step, List<PinnedFile> files, Signal<Refused> signal, Reader reader) {
        this.session = rows.sparkSession();
        this.rows = rows;
        this.step = step;
        this.files = files;
        this.signal = signal;
        this.reader = reader;
    }

    @Override
    public String step() {
        return step;
    }

    @Override
    public Kind kind() {
        return Kind.REFUSED;
    }

    @Override
    public boolean signalled() {
        return !signal.isZero();
    }

    @Override
    public synchronized void readAll() {
        if (!allRead) {
            rows.write().format("noop").mode(SaveMode.Overwrite).save();
            allRead = true;
        }
    }

    @Override
    public Dataset<Row> faults() {
        var refused = byFile();
        if (refused.isEmpty()) {
            return session.createDataFrame(List.of(), RowFault.SCHEMA);
        }
        var context = JavaSparkContext.fromSparkContext(session.sparkContext());
        var configuration = context.broadcast(
                new SerializableConfiguration(session.sessionState().newHadoopConf()));
        var rows = context.parallelize(refused, Math.min(refused.size(), 10_000))
                .flatMap(new Again(step, reader, configuration));
        return session.createDataFrame(rows, RowFault.SCHEMA);
    }

    private List<RefusedFile> byFile() {
        var known = files.stream().collect(Collectors.toMap(PinnedFile::uri, file -> file));
        var byFile = new TreeMap<String, List<Refused>>(
                signal.value().stream().collect(Collectors.groupingBy(Refused::file)));
        return byFile.entrySet().stream()
                .map(entry -> new RefusedFile(
                        known.getOrDefault(entry.getKey(), new PinnedFile(entry.getKey(), 0, 0)),
                        merge(entry.getValue())))
                .toList();
    }

    /** Ranges of other splits may overlap; a file that is refused as a whole is one fault, whatever else was in it. */
    private static List<Refused> merge(List<Refused> refused) {
        var whole = refused.stream().filter(one -> one.whole() != null).min(Comparator.comparing(one -> one.whole()
                .reason()));
        if (whole.isPresent()) {
            return List.of(whole.get());
        }
        var merged = new ArrayList<Refused>();
        refused.stream().sorted(Comparator.comparingLong(Refused::start)).forEach(next -> {
            var last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            if (last != null && next.start() < last.end()) {
                merged.set(
                        merged.size() - 1, Refused.range(last.file(), last.start(), Math.max(last.end(), next.end())));
            } else {
                merged.add(next);
            }
        });
        return merged;
    }

    private record RefusedFile(PinnedFile file, List<Refused> ranges) implements Serializable {
        private RefusedFile {
            ranges = new ArrayList<>(ranges);
        }
    }

    private record Again(String step, Reader reader, Broadcast<SerializableConfiguration> configuration)
            implements FlatMapFunction<RefusedFile, Row> {
        @Override
        public Iterator<Row> call(RefusedFile refused) throws IOException {
            var first = refused.ranges.get(0);
            if (first.whole() != null) {
                return List.of(row(whole(refused.file, first.whole()))).iterator();
            }
            var conf = refused.file.openedBy(configuration.value().value());
            var changed = refused.file.changed(conf);
            if (changed.isPresent()) {
                return List.of(row(whole(refused.file, new Refused.Whole(null, changed.get()))))
                        .iterator();
            }
            var faults = reader.faults(refused.file, refused.ranges, conf);
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return faults.hasNext();
                }

                @Override
                public Row next() {
                    return row(faults.next());
                }
            };
        }

        private RowFault whole(PinnedFile file, Refused.Whole why) {
            return new RowFault(file.shown(), null, null, step, why.column(), why.reason(), null);
        }

        private static Row row(RowFault fault) {
            return RowFactory.create(
                    fault.source(),
                    fault.offset(),
                    fault.line(),
                    fault.step(),
                    fault.column(),
                    fault.reason(),
                    fault.raw());
        }
    }
}
