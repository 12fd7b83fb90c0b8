// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.iceberg;

import dev.mastic.core.io.Sink;
import dev.mastic.testkit.SinkContract;
import java.nio.file.Path;
import java.util.List;
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
