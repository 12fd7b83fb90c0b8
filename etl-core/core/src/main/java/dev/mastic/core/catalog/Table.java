// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mastic.core.config.Globs;
import dev.mastic.core.failure.EtlException;
import dev.mastic.core.type.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A table as the catalog knows it.
 *
 * @param columns the columns in the files, in order
 * @param partitionKeys the columns that come from the paths, in order
 * @param parameters Glue's table parameters, such as {@code classification}
 * @param attributes what no part of Mastic acts on
 */
public record Table(
        TableName name,
        List<Column> columns,
        List<Column> partitionKeys,
        Storage storage,
        Map<String, String> parameters,
        Attributes attributes) {
    /** The parameter that names the format. */
    public static final String CLASSIFICATION = "classification";
    /** The parameter that tells tables of a table format apart: {@code ICEBERG}. */
    public static final String TABLE_TYPE = "table_type";
    /** The {@link #TABLE_TYPE} of Iceberg's views, as Iceberg's Hive catalog calls them. */
    public static final String ICEBERG_VIEW = "ICEBERG-VIEW";
    /** The parameter that lists files at the location that are no part of the table: a JSON list of globs of whole paths. */
    public static final String EXCLUSIONS = "exclusions";
    /** The parameter that points to the current metadata of an Iceberg table. */
    public static final String METADATA_LOCATION = "metadata_location";
    /** The parameter that points to the metadata before. */
    public static final String PREVIOUS_METADATA_LOCATION = "previous_metadata_location";
    /** The parameter that names the crawler which brings the table up to date. */
    public static final String UPDATED_BY_CRAWLER = "UPDATED_BY_CRAWLER";
    /** The parameter that names the kind of source that reads the table, such as {@code jdbc}, where it is none of files. */
    public static final String SOURCE = "mastic.source";
    /** Before each setting of that source among the parameters. */
    public static final String SOURCE_PREFIX = "mastic.source.";
    /** The parameter that says which place of all places it is, where the location does not. */
    public static final String PLACE = "mastic.place";

    public Table {
        columns = List.copyOf(columns);
        partitionKeys = List.copyOf(partitionKeys);
        parameters = Map.copyOf(parameters);
    }

    /** A table without attributes. */
    public Table(
            TableName name,
            List<Column> columns,
            List<Column> partitionKeys,
            Storage storage,
            Map<String, String> parameters) {
        this(name, columns, partitionKeys, storage, parameters, Attributes.NONE);
    }

    /** The same table under another name. */
    public Table named(TableName other) {
        return new Table(other, columns, partitionKeys, storage, parameters, attributes);
    }

    /** The same table with other columns. */
    public Table withColumns(List<Column> others) {
        return new Table(name, others, partitionKeys, storage, parameters, attributes);
    }

    /** The same table with other partition keys. */
    public Table withPartitionKeys(List<Column> others) {
        return new Table(name, columns, others, storage, parameters, attributes);
    }

    /** The same table at another place. */
    public Table withStorage(Storage other) {
        return new Table(name, columns, partitionKeys, other, parameters, attributes);
    }

    /** The same table with other parameters. */
    public Table withParameters(Map<String, String> others) {
        return new Table(name, columns, partitionKeys, storage, others, attributes);
    }

    /** The same table with other attributes. */
    public Table withAttributes(Attributes others) {
        return new Table(name, columns, partitionKeys, storage, parameters, others);
    }

    /** The name of the format, when the table has one. */
    public Optional<String> classification() {
        return Optional.ofNullable(parameters.get(CLASSIFICATION));
    }

    /**
     * Globs of the files at the location that are no part of the table, such as files of another format; they are matched against
     * whole paths.
     *
     * @throws EtlException if the parameter is no JSON list of texts
     */
    public Set<String> exclusions() {
        var written = parameters.getOrDefault(EXCLUSIONS, "[]");
        try {
            var paths = new ObjectMapper().readValue(written, new TypeReference<Set<String>>() {});
            return Collections.unmodifiableSet(paths);
        } catch (JsonProcessingException e) {
            throw new EtlException(
                    "Cannot read '" + EXCLUSIONS + "' of " + name + ": it must be a JSON list of paths" + " (got "
                            + written + ")",
                    e);
        }
    }

    /**
     * The files that {@link #exclusions} leave out.
     *
     * @throws EtlException if one of them is no glob
     */
    public Globs excluded() {
        try {
            return Globs.of(exclusions());
        } catch (IllegalArgumentException e) {
            throw new EtlException("Cannot read '" + EXCLUSIONS + "' of " + name + ": " + e.getMessage(), e);
        }
    }

    /** Whether an Iceberg catalog owns the table. */
    public boolean isIceberg() {
        return "ICEBERG".equalsIgnoreCase(parameters.get(TABLE_TYPE));
    }

    /** Whether it is an Iceberg view, which has no rows of its own. */
    public boolean isIcebergView() {
        return ICEBERG_VIEW.equalsIgnoreCase(parameters.get(TABLE_TYPE));
    }

    /** The kind of source that reads the table, such as {@code jdbc}; empty for tables of files and of Iceberg. */
    public Optional<String> source() {
        return Optional.ofNullable(parameters.get(SOURCE));
    }

    /** Whether the table consists of the files at its location. */
    public boolean isOfFiles() {
        return !isIceberg() && !isIcebergView() && source().isEmpty();
    }

    /** Where the table is, told from all other places. */
    public String place() {
        return parameters.getOrDefault(PLACE, storage.location());
    }

    /** The record type of the files. */
    public Type.Struct fileType() {
        return struct(columns);
    }

    /** The record type of the rows: columns, then partition keys. */
    public Type.Struct rowType() {
        var all = new ArrayList<>(columns);
        all.addAll(partitionKeys);
        return struct(all);
    }

    private static Type.Struct struct(List<Column> columns) {
        return new Type.Struct(
                columns.stream().map(c -> new Type.Field(c.name(), c.type())).toList());
    }
}
