// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.iceberg;

import dev.mastic.core.io.Sink;
import dev.mastic.testkit.SinkContract;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.io.TempDir;

class IcebergSinkContractTest extends SinkContract {
    @TempDir
    private Path folder;

    @Override
    protected Sink open() {
        return new Warehouse(folder).sink();
    }

    @Override
    protected Optional<Sink> openReplacing() {
        return Optional.of(sink("mode", "overwrite"));
    }

    @Override
    protected Optional<Sink> openReplacingPartitions() {
        return Optional.of(sink("mode", "overwrite-partitions", "partition-by", "name"));
    }

    private Sink sink(String... settings) {
        var all = new TreeMap<String, String>(Map.of("table", "lake.people"));
        for (int i = 0; i < settings.length; i += 2) {
            all.put(settings[i], settings[i + 1]);
        }
        return new Warehouse(folder).sink(all);
    }

    @Override
    protected boolean remembersInputs() {
        return true;
    }

    @Override
    protected List<Long> visible(SparkSession spark, String frame) {
        var warehouse = new Warehouse(folder);
        return warehouse.catalog().tableExists(Warehouse.PEOPLE)
                ? warehouse
                        .visible(spark)
                        .orderBy("id")
                        .select("id")
                        .as(Encoders.LONG())
                        .collectAsList()
                : List.of();
    }
}
