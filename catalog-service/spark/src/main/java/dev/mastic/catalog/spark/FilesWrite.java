// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.spark;

import dev.mastic.core.catalog.Partition;
import dev.mastic.core.failure.UsageException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.catalyst.CatalystTypeConverters;
import org.apache.spark.sql.connector.write.SupportsOverwrite;
import org.apache.spark.sql.connector.write.V1Write;
import org.apache.spark.sql.connector.write.Write;
import org.apache.spark.sql.connector.write.WriteBuilder;
import org.apache.spark.sql.sources.AlwaysTrue;
import org.apache.spark.sql.sources.EqualNullSafe;
import org.apache.spark.sql.sources.EqualTo;
import org.apache.spark.sql.sources.Filter;
import org.apache.spark.sql.sources.InsertableRelation;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/** An INSERT into a table of files, while Spark finds out what it replaces. */
final class FilesWrite implements SupportsOverwrite, V1Write {
    /** The option by which {@link FileCommands} hands over an INSERT OVERWRITE of the partitions that rows come into. */
    static final String DYNAMIC = "mastic.overwrite-written-partitions";

    private final FilesTable table;
    private final boolean dynamic;
    private Replaced replaced = Replaced.NONE;

    FilesWrite(FilesTable table, CaseInsensitiveStringMap options) {
        this.table = table;
        this.dynamic = options.getBoolean(DYNAMIC, false);
    }

    @Override
    public WriteBuilder truncate() {
        replaced = dynamic ? Replaced.WRITTEN : Replaced.ALL;
        return this;
    }

    /** Only whole partitions are replaced: a filter names keys and their values. */
    @Override
    public boolean canOverwrite(Filter[] filters) {
        return Arrays.stream(filters).allMatch(filter -> filter instanceof AlwaysTrue || isOfKey(filter));
    }

    private boolean isOfKey(Filter filter) {
        return (filter instanceof EqualTo || filter instanceof EqualNullSafe)
                && table.table().partitionKeys().stream()
                        .anyMatch(key -> key.name().equalsIgnoreCase(filter.references()[0]));
    }

    @Override
    public WriteBuilder overwrite(Filter[] filters) {
        if (Arrays.stream(filters).allMatch(AlwaysTrue.class::isInstance)) {
            return truncate();
        }
        if (!(table instanceof PartitionedTable partitioned)) {
            throw new UsageException(
                    "Cannot replace rows of table " + table.table().name()
                            + " by a condition: it has no partitions (expected INSERT OVERWRITE of the whole table)");
        }
        var wanted = wanted(filters);
        var found = partitioned.having(wanted);
        replaced = new Replaced.Partitions(found.isEmpty() ? unknown(partitioned, wanted) : found);
        return this;
    }

    /** A partition that the catalog does not know may have files nevertheless. */
    private static List<Partition> unknown(PartitionedTable table, Map<String, Object> wanted) {
        var texts = new ArrayList<String>();
        for (var field : table.partitionSchema().fields()) {
            if (!wanted.containsKey(lower(field.name()))) {
                return List.of();
            }
            texts.add(PartitionValues.text(wanted.get(lower(field.name())), field.dataType()));
        }
        return List.of(table.partition(texts, table.folder(texts), Map.of()));
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** By names in lower case, as Spark has them inside. */
    private static Map<String, Object> wanted(Filter[] filters) {
        var wanted = new LinkedHashMap<String, Object>();
        for (var filter : filters) {
            if (filter instanceof EqualTo equal) {
                wanted.put(lower(equal.attribute()), CatalystTypeConverters.convertToCatalyst(equal.value()));
            } else if (filter instanceof EqualNullSafe equal) {
                wanted.put(lower(equal.attribute()), CatalystTypeConverters.convertToCatalyst(equal.value()));
            }
        }
        return wanted;
    }

    @Override
    public Write build() {
        return this;
    }

    @Override
    public InsertableRelation toInsertableRelation() {
        var insert = table.insert(replaced);
        return (rows, overwrite) -> insert.rows(rows);
    }
}
