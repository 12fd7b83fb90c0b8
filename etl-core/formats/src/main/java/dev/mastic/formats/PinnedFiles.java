// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats;

import dev.mastic.core.frame.RowCondition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.execution.datasources.FileIndex;
import org.apache.spark.sql.execution.datasources.PartitionDirectory;
import org.apache.spark.sql.types.StructType;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/**
 * Exactly these files with their partition values. Lists nothing: what lies in the folders now does not matter. Spark drops filters on
 * partition columns from its plan once an index has taken them, so they are applied here.
 */
final class PinnedFiles implements FileIndex {
    private final Map<PinnedFile, InternalRow> files;
    private final StructType partitionSchema;

    PinnedFiles(Map<PinnedFile, InternalRow> files, StructType partitionSchema) {
        this.files = new LinkedHashMap<>(files);
        this.partitionSchema = partitionSchema;
    }

    @Override
    public Seq<PartitionDirectory> listFiles(Seq<Expression> partitionFilters, Seq<Expression> dataFilters) {
        var byValues = new LinkedHashMap<InternalRow, List<FileStatus>>();
        files.forEach((file, values) ->
                byValues.computeIfAbsent(values, v -> new ArrayList<>()).add(file.status()));
        JavaConverters.seqAsJavaList(partitionFilters).forEach(filter -> keep(filter, byValues));
        var directories = new ArrayList<PartitionDirectory>();
        byValues.forEach((values, statuses) ->
                directories.add(PartitionDirectory.apply(values, statuses.toArray(FileStatus[]::new))));
        return JavaConverters.asScalaBuffer(directories).toList();
    }

    private void keep(Expression filter, Map<InternalRow, List<FileStatus>> byValues) {
        var condition = RowCondition.of(filter, partitionSchema);
        byValues.keySet().removeIf(condition.negate());
    }

    @Override
    public Seq<Path> rootPaths() {
        var paths = files.keySet().stream().map(PinnedFile::path).toList();
        return JavaConverters.asScalaBuffer(paths).toList();
    }

    @Override
    public String[] inputFiles() {
        return files.keySet().stream().map(PinnedFile::uri).toArray(String[]::new);
    }

    @Override
    public void refresh() {
        // the files are pinned
    }

    @Override
    public long sizeInBytes() {
        return files.keySet().stream().mapToLong(PinnedFile::size).sum();
    }

    @Override
    public StructType partitionSchema() {
        return partitionSchema;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PinnedFiles that
                && files.equals(that.files)
                && partitionSchema.equals(that.partitionSchema);
    }

    @Override
    public int hashCode() {
        return files.hashCode();
    }

    @Override
    public String toString() {
        return "PinnedFiles(" + files.size() + ")";
    }
}
