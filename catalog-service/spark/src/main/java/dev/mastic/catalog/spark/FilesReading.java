// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.spark;

import dev.mastic.core.bookmark.Bounds;
import dev.mastic.core.bookmark.FileItem;
import dev.mastic.core.catalog.Partition;
import dev.mastic.core.catalog.Table;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.FrameContext;
import dev.mastic.core.frame.LazySpark;
import dev.mastic.core.frame.RowCondition;
import dev.mastic.core.io.FileScan;
import dev.mastic.core.io.Format;
import dev.mastic.core.io.Match;
import dev.mastic.core.io.Source;
import dev.mastic.core.io.TableFiles;
import dev.mastic.core.type.Type;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.expressions.Expression;

/** Reads a table that is not Iceberg's: the rows of those partitions that a query asks for. */
record FilesReading(SparkSession session, FilesTable table) {
    private static final String FORMAT = "format ";

    /**
     * The rows. Lists files; runs no job.
     *
     * @param conditions what the query asks of the partition keys alone
     */
    DynamicFrame frame(List<Expression> conditions) {
        var context = FrameContext.outsideJobs(table.open().parts().registry());
        if (table.table().source().isPresent()) {
            var source = source();
            return source.read(LazySpark.of(session), source.slice(label(), Bounds.all()), context);
        }
        var files = files(conditions);
        var definition = table.table();
        var keys = new Type.Struct(definition.partitionKeys().stream()
                .map(key -> new Type.Field(key.name(), key.type()))
                .toList());
        var scan = new FileScan(label(), files, Match.of(definition), definition.fileType(), keys)
                .with(table.open().onRefused());
        return format().read(LazySpark.of(session), scan, context);
    }

    private String label() {
        return table.table().name().toString();
    }

    private Source source() {
        var parts = table.open().parts();
        var settings = parts.registry().get(Source.class, "table").settings();
        return parts.create(Source.class, "table", settings.of(table.name(), Map.of("table", label())));
    }

    private Format format() {
        var name = Match.of(table.table()).format();
        if (name.isEmpty()) {
            throw new UsageException("Cannot read table " + label()
                    + ": the catalog does not say its format (expected the table parameter '" + Table.CLASSIFICATION
                    + "'): crawl it again");
        }
        var parts = table.open().parts();
        var settings = parts.registry().get(Format.class, name).settings();
        return parts.create(Format.class, name, settings.of(FORMAT + name, Map.of()));
    }

    private List<FileItem> files(List<Expression> conditions) {
        var files = new TableFiles(table.table(), table.open().hadoop());
        return table instanceof PartitionedTable partitioned
                ? files.of(partitions(partitioned, conditions), UnaryOperator.identity())
                : files.all(UnaryOperator.identity());
    }

    /** The catalog answers what it can; the rest is asked of what it gives, so that no folder is listed in vain. */
    private List<Partition> partitions(PartitionedTable partitioned, List<Expression> conditions) {
        var given = partitioned.among(new KeyFilter(table.table().partitionKeys()).of(conditions));
        var schema = partitioned.partitionSchema();
        var all = conditions.stream()
                .map(condition -> RowCondition.of(condition, schema))
                .reduce(row -> true, Predicate::and);
        return given.stream()
                .filter(partition -> all.test(partitioned.values().row(partition.values())))
                .toList();
    }
}
