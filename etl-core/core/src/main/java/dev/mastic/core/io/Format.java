// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.io;

import dev.mastic.core.catalog.Storage;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.FrameContext;
import dev.mastic.core.frame.LazySpark;
import dev.mastic.core.type.ColumnPath;
import dev.mastic.core.type.Observed;
import dev.mastic.core.type.Type;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.execution.datasources.FileFormat;

/** How bytes of files become records and back. Immutable and thread-safe. */
public interface Format {
    /** Whether a file is of this format, judged from its sample; empty for "not mine". */
    Optional<Match> sniff(Sample sample);

    /**
     * The kinds of value in a file. Starts no Spark.
     *
     * @param maxBytes how much of a text file to read; formats with a schema of their own read that alone
     * @throws dev.mastic.core.failure.EtlException naming the file, if it cannot be read as this format
     */
    Inference observe(InputFile file, Match match, long maxBytes);

    /**
     * How files that were looked at one by one are read as one table, where they do not say it by themselves: what the {@link
     * Match#evidence} of one says holds for those that say nothing. Pure, and independent of the order of the files. Empty where nothing
     * is to be decided.
     *
     * @param files how many files there are of each match
     */
    default Optional<Together> together(Map<Match, Long> files) {
        return Optional.empty();
    }

    /**
     * What of a file is not read, though the file is: such as a second table in it. Empty for most.
     *
     * @param match what the file was found to be by this sample
     */
    default Optional<String> remark(Sample sample, Match match) {
        return Optional.empty();
    }

    /** The records of files. Lazy; ill-formed rows come out of the frame's fault sources. */
    DynamicFrame read(LazySpark spark, FileScan scan, FrameContext context);

    /** What {@link #read} can do with fields that a scan's type does not have; sources refuse to ask for anything else. */
    default Set<SchemaChange> schemaChanges() {
        return Set.of(SchemaChange.EVOLVE);
    }

    /** Spark's writer of this format; empty for formats that are only read. */
    Optional<FileFormat> writer();

    /**
     * The codecs that the writer takes, each with what the writer calls it; sinks refuse others before anything is read. Empty where the
     * writer itself is to be asked.
     */
    default Map<String, String> codecs() {
        return Map.of();
    }

    /** What Hive, Athena and Trino need to read files of this format. */
    HiveClasses hive(Match match);

    /** The same for a table of this type, for formats whose SerDe is told the names of the columns. */
    default HiveClasses hive(Match match, Type.Struct type) {
        return hive(match);
    }

    /**
     * What was seen in a file, and in how many of its rows.
     *
     * @param choices the columns that the file says to be choices, which were seen as structs of their branches
     * @param unread what of the file a reader would refuse
     */
    record Inference(Observed observed, long rows, Set<ColumnPath> choices, Unread unread) implements Serializable {
        public Inference {
            choices = Set.copyOf(choices);
        }

        /** What was seen in a file whose format refuses a file as a whole or not at all. */
        public Inference(Observed observed, long rows, Set<ColumnPath> choices) {
            this(observed, rows, choices, Unread.NOTHING);
        }

        /** What was seen in a file whose format has no mark for choices. */
        public Inference(Observed observed, long rows) {
            this(observed, rows, Set.of());
        }

        /** The same of a file in which some records cannot be read. */
        public Inference with(Unread some) {
            return new Inference(observed, rows, choices, some);
        }
    }

    /**
     * Records that cannot be read, where a file was looked at.
     *
     * @param line of the first; 0 where lines are not counted
     * @param reason of the first
     */
    record Unread(long records, long line, String reason) implements Serializable {
        /** All can be read. */
        public static final Unread NOTHING = new Unread(0, 0, "");
    }

    /**
     * How files are read as one table.
     *
     * @param files those that can be; it is not said how the others are read
     * @param dialect in which they are read
     * @param conflicts what they say against each other, a sentence each: values of those columns are texts
     */
    record Together(Set<Match> files, Map<String, String> dialect, List<String> conflicts) {
        public Together {
            files = Set.copyOf(files);
            dialect = Map.copyOf(dialect);
            conflicts = List.copyOf(conflicts);
        }
    }

    /** Hive's classes for a format; empty texts where it has none. */
    record HiveClasses(String inputFormat, String outputFormat, String serde, Map<String, String> serdeParameters) {
        public HiveClasses {
            serdeParameters = Map.copyOf(serdeParameters);
        }

        /** What a catalog says of files of this format at a place. */
        public Storage storage(String location, Match match) {
            return new Storage(
                    location,
                    inputFormat,
                    outputFormat,
                    serde,
                    serdeParameters,
                    !match.compression().equals("none"));
        }
    }
}
