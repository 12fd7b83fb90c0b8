// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.footer;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Set;
import org.apache.spark.sql.execution.datasources.FileFormat$;
import org.apache.spark.sql.sources.Filter;
import org.apache.spark.sql.types.StructType;
import scala.collection.JavaConverters;
import scala.collection.Seq;
import scala.collection.immutable.Map;

/**
 * What Spark's planner asks of a reader.
 *
 * @param filters may be used to leave rows out, and are asked again behind the reader
 * @param batches whether it has been promised batches
 */
public record Asked(StructType columns, StructType partitions, Filter[] filters, boolean batches)
        implements Serializable {
    /** What a {@code FileFormat} is asked for. */
    public static Asked of(
            StructType columns, StructType partitions, Seq<Filter> filters, Map<String, String> options) {
        var batches = options.get(FileFormat$.MODULE$.OPTION_RETURNING_BATCH());
        return new Asked(
                columns,
                partitions,
                JavaConverters.seqAsJavaList(filters).toArray(Filter[]::new),
                batches.isDefined() && Boolean.parseBoolean(batches.get()));
    }

    /** The filters over these columns alone. */
    Filter[] filters(Set<String> names) {
        return Arrays.stream(filters)
                .filter(filter -> names.containsAll(Arrays.asList(filter.references())))
                .toArray(Filter[]::new);
    }
}
