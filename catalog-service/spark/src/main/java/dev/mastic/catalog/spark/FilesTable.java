// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.spark;

import dev.mastic.core.catalog.Column;
import dev.mastic.core.catalog.Table;
import dev.mastic.core.catalog.TableVersion;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.SparkTypes;
import dev.mastic.core.io.Match;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.catalog.SupportsWrite;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.catalog.TableCatalog;
import org.apache.spark.sql.connector.catalog.TruncatableTable;
import org.apache.spark.sql.connector.expressions.Expressions;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.connector.write.LogicalWriteInfo;
import org.apache.spark.sql.connector.write.WriteBuilder;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * A table of the catalog that is not Iceberg's, as Spark sees it: one of files, or one whose rows another source reads. Its rows come in by
 * {@link FileScans}.
 */
class FilesTable implements SupportsRead, SupportsWrite, TruncatableTable {
    private final OpenCatalog open;
    private final TableVersion row;

    FilesTable(OpenCatalog open, TableVersion row) {
        this.open = open;
        this.row = row;
    }

    /** The table with its partitions, where it has any. */
    static FilesTable of(OpenCatalog open, TableVersion row) {
        return row.table().partitionKeys().isEmpty() ? new FilesTable(open, row) : new PartitionedTable(open, row);
    }

    OpenCatalog open() {
        return open;
    }

    /** The table as the catalog had it when it was looked up. */
    Table table() {
        return row.table();
    }

    @Override
    public String name() {
        return open.name() + "." + table().name();
    }

    /** The columns, then the partition keys. */
    @Override
    public StructType schema() {
        var schema = SparkTypes.toSpark(table().rowType());
        var columns = Stream.concat(table().columns().stream(), table().partitionKeys().stream())
                .toList();
        var fields = schema.fields().clone();
        for (int i = 0; i < fields.length; i++) {
            var comment = columns.get(i).comment();
            fields[i] = comment.isEmpty() ? fields[i] : fields[i].withComment(comment.get());
        }
        return new StructType(fields);
    }

    @Override
    public Transform[] partitioning() {
        return table().partitionKeys().stream()
                .map(Column::name)
                .map(Expressions::identity)
                .toArray(Transform[]::new);
    }

    @Override
    public Map<String, String> properties() {
        var properties = new TreeMap<>(table().parameters());
        properties.put(TableCatalog.PROP_PROVIDER, table().source().orElseGet(() -> format()));
        properties.put(TableCatalog.PROP_LOCATION, table().storage().location());
        return properties;
    }

    private String format() {
        var format = Match.of(table()).format();
        return format.isEmpty() ? "unknown" : format;
    }

    @Override
    public Set<TableCapability> capabilities() {
        return table().isOfFiles()
                ? Set.of(
                        TableCapability.BATCH_READ,
                        TableCapability.V1_BATCH_WRITE,
                        TableCapability.OVERWRITE_BY_FILTER,
                        TableCapability.OVERWRITE_DYNAMIC,
                        TableCapability.TRUNCATE)
                : Set.of(TableCapability.BATCH_READ);
    }

    /** Never reached in a session with the extensions: {@link FileScans} takes the place of the relation before. */
    @Override
    public ScanBuilder newScanBuilder(CaseInsensitiveStringMap options) {
        throw new UsageException("Cannot read table " + table().name() + ": the session does not know how (expected "
                + MasticSparkExtensions.class.getName()
                + " in spark.sql.extensions): set it when the session is started");
    }

    @Override
    public WriteBuilder newWriteBuilder(LogicalWriteInfo info) {
        return new FilesWrite(this, info.options());
    }

    /** Why single rows are not changed, and what to do. */
    UsageException singleRows(String statement) {
        return new UsageException("Cannot " + statement + " rows of table " + table().name()
                + ": single rows of files are not changed (expected an Iceberg table): replace whole partitions by INSERT"
                + " OVERWRITE or drop them, or copy the rows into an Iceberg table by CREATE TABLE … USING iceberg AS SELECT");
    }

    /** The writing of rows into it. */
    FilesInsert insert(Replaced replaced) {
        return new FilesInsert(this, replaced, false);
    }

    @Override
    public boolean truncateTable() {
        insert(Replaced.ALL).nothing();
        return true;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FilesTable that && open == that.open && row.equals(that.row);
    }

    @Override
    public int hashCode() {
        return row.hashCode();
    }

    @Override
    public String toString() {
        return name();
    }
}
