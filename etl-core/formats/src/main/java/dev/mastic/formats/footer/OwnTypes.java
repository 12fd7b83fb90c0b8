// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.footer;

import dev.mastic.formats.SelfDescribed;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.execution.datasources.v2.FilePartitionReaderFactory;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.sources.Filter;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;
import scala.reflect.ClassTag$;

/** How the files of a format are read in tasks: what they say of themselves, and their rows as the types that they say. */
public interface OwnTypes extends SelfDescribed.Look {
    /** The columns of a file without partition values; called in tasks, where there is no session. */
    FilePartitionReaderFactory reader(StructType columns, Filter[] filters, SQLConf conf, Configuration configuration);

    /** What Spark's readers take for shared by the driver, and is of one file. */
    static Broadcast<SerializableConfiguration> here(Configuration configuration) {
        return new Here(new SerializableConfiguration(configuration));
    }

    /** A value that stays where it is. */
    final class Here extends Broadcast<SerializableConfiguration> {
        private static final long serialVersionUID = 1L;
        private final SerializableConfiguration value;

        private Here(SerializableConfiguration value) {
            super(0, ClassTag$.MODULE$.<SerializableConfiguration>apply(SerializableConfiguration.class));
            this.value = value;
        }

        @Override
        public SerializableConfiguration getValue() {
            return value;
        }

        @Override
        public void doUnpersist(boolean blocking) {
            // nothing was shared
        }

        @Override
        public void doDestroy(boolean blocking) {
            // nothing was shared
        }
    }
}
