// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.iceberg;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.LocationProvider;

/**
 * A table whose appends only collect their data files: what Iceberg's Spark writer writes through it becomes no part of
 * the table. The files go into a folder of their own, so that those of a writer that was killed can be found.
 */
final class StagingTable extends BaseTable {
    private static final long serialVersionUID = 1L;
    private final String folder;
    private final transient List<DataFile> collected = new ArrayList<>();

    StagingTable(Table table, String folder) {
        super(((HasTableOperations) table).operations(), table.name());
        this.folder = folder;
    }

    /** The data files of all appends so far. */
    List<DataFile> collected() {
        return List.copyOf(collected);
    }

    @Override
    public LocationProvider locationProvider() {
        return new InFolder(super.locationProvider(), folder);
    }

    @Override
    public AppendFiles newAppend() {
        return new CollectingAppend(collected);
    }

    @Override
    public AppendFiles newFastAppend() {
        return newAppend();
    }

    private record InFolder(LocationProvider table, String folder) implements LocationProvider {
        @Override
        public String newDataLocation(String filename) {
            return table.newDataLocation(folder + "/" + filename);
        }

        @Override
        public String newDataLocation(PartitionSpec spec, StructLike partition, String filename) {
            return newDataLocation(spec.partitionToPath(partition) + "/" + filename);
        }
    }

    /** The commit comes later, from the note; what the writer says of the snapshot is not kept. */
    private record CollectingAppend(List<DataFile> collected) implements AppendFiles {
        @Override
        public AppendFiles appendFile(DataFile file) {
            collected.add(file);
            return this;
        }

        @Override
        public AppendFiles appendManifest(ManifestFile manifest) {
            throw new UnsupportedOperationException("Cannot stage a manifest: Iceberg's Spark writer appends files");
        }

        @Override
        public AppendFiles set(String property, String value) {
            return this;
        }

        @Override
        public AppendFiles deleteWith(Consumer<String> deleteFunc) {
            return this;
        }

        @Override
        public AppendFiles stageOnly() {
            return this;
        }

        @Override
        public AppendFiles scanManifestsWith(ExecutorService executorService) {
            return this;
        }

        @Override
        public AppendFiles toBranch(String branch) {
            throw new UnsupportedOperationException(
                    "Cannot stage rows for branch '" + branch + "': Mastic writes to main (unset spark.wap.branch)");
        }

        @Override
        public Snapshot apply() {
            throw new UnsupportedOperationException("Cannot apply an append that is only staged");
        }

        @Override
        public void commit() {}
    }
}
