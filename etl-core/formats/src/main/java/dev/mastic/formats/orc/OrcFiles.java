// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.orc;

import dev.mastic.formats.SelfDescribed;
import dev.mastic.formats.footer.OwnTypes;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.memory.MemoryMode;
import org.apache.spark.sql.execution.datasources.orc.OrcOptions;
import org.apache.spark.sql.execution.datasources.v2.FilePartitionReaderFactory;
import org.apache.spark.sql.execution.datasources.v2.orc.OrcPartitionReaderFactory;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.sources.Filter;
import org.apache.spark.sql.types.StructType;
import scala.Option;
import scala.collection.immutable.Map$;

/** ORC files as what their footers say. Equal to each other. */
record OrcFiles() implements OwnTypes {
    @Override
    public SelfDescribed read(Path file, Configuration configuration) throws IOException {
        return OrcFooter.read(file, configuration);
    }

    @Override
    public FilePartitionReaderFactory reader(
            StructType columns, Filter[] filters, SQLConf conf, Configuration configuration) {
        return new OrcPartitionReaderFactory(
                conf,
                OwnTypes.here(new Configuration(configuration)),
                columns,
                columns,
                new StructType(),
                filters,
                Option.empty(),
                new OrcOptions(Map$.MODULE$.<String, String>empty(), conf),
                conf.offHeapColumnVectorEnabled() ? MemoryMode.OFF_HEAP : MemoryMode.ON_HEAP);
    }
}
