// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.hive;

import java.nio.file.Path;
import java.util.Map;
import org.apache.hadoop.hive.conf.HiveConf;
import org.apache.hadoop.hive.metastore.HiveMetaStore;
import org.apache.hadoop.hive.metastore.txn.TxnDbUtil;
import org.apache.hadoop.hive.shims.ShimLoader;

/** The program of a Hive metastore on Derby: its arguments are a port and a folder of its own. */
final class MetastoreServer {
    private MetastoreServer() {}

    public static void main(String[] args) throws Throwable {
        var folder = Path.of(args[1]);
        System.setProperty(
                "derby.stream.error.file", folder.resolve("derby.log").toString());
        var conf = new HiveConf();
        settings(folder).forEach((key, value) -> {
            conf.set(key, value);
            System.setProperty(key, value);
        });
        TxnDbUtil.prepDb(conf);
        HiveMetaStore.startMetaStore(Integer.parseInt(args[0]), ShimLoader.getHadoopThriftAuthBridge(), conf);
    }

    private static Map<String, String> settings(Path folder) {
        return Map.of(
                "javax.jdo.option.ConnectionURL",
                "jdbc:derby:memory:metastore;create=true",
                "hive.metastore.warehouse.dir",
                folder.resolve("warehouse").toUri().toString(),
                "datanucleus.schema.autoCreateAll",
                "true",
                "hive.metastore.schema.verification",
                "false");
    }
}
