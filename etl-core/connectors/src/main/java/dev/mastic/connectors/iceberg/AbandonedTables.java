// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.iceberg;

import dev.mastic.core.failure.EtlException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.StaticTableOperations;
import org.apache.iceberg.Table;
import org.apache.iceberg.hadoop.HadoopFileIO;

/** Tables whose files lie in a folder while no catalog knows them, as after the loss of the catalog. Only looks. */
record AbandonedTables(Configuration configuration) {
    private static final String METADATA = ".metadata.json";

    /** The newest version of a table in this folder; empty if there is none. */
    Optional<Table> in(String folder) {
        var metadata = new Path(folder, "metadata");
        try {
            var files = metadata.getFileSystem(configuration).listStatus(metadata);
            return Arrays.stream(files)
                    .filter(file -> file.getPath().getName().endsWith(METADATA))
                    .max(Comparator.comparingLong(AbandonedTables::version)
                            .thenComparingLong(FileStatus::getModificationTime))
                    .map(newest -> table(folder, newest.getPath()));
        } catch (FileNotFoundException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new EtlException("Cannot look into " + folder + ": " + e.getMessage(), e);
        }
    }

    private Table table(String folder, Path metadata) {
        return new BaseTable(new StaticTableOperations(metadata.toString(), new HadoopFileIO(configuration)), folder);
    }

    /** Catalogs write {@code 00002-<uuid>.metadata.json}. */
    private static long version(FileStatus file) {
        var digits = file.getPath().getName().replaceFirst("^v?(\\d{1,18}).*$", "$1");
        return digits.matches("\\d+") ? Long.parseLong(digits) : 0;
    }
}
