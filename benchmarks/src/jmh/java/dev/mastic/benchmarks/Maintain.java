// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.benchmarks;

import dev.mastic.catalog.spark.MasticCatalog;
import dev.mastic.catalog.spark.MasticSparkExtensions;
import dev.mastic.catalog.spark.maintain.MaintenancePolicy;
import dev.mastic.catalog.spark.maintain.TableMaintenance;
import dev.mastic.core.SessionParts;
import dev.mastic.core.catalog.Catalog;
import dev.mastic.core.catalog.TableName;
import dev.mastic.core.frame.LazySpark;
import dev.mastic.core.plugin.Registry;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;

/**
 * A table of so many small files is maintained: they become large ones, old snapshots, orphans and small manifests go. By hand that is
 * Iceberg's four procedures with their defaults; ours is one call with the policies of the catalog, which has none for the table.
 */
final class Maintain implements Scenario {
    static final TableName NAME = new TableName("lake", "t");
    private static final String IN_SPARK = "mastic";

    @Override
    public String name() {
        return "maintain";
    }

    /** Spark makes it, when the sides are made. */
    @Override
    public void generate(Input input) {}

    @Override
    public List<Side> sides(SparkSession any, Input input) {
        var home = input.folder().resolve("maintain-" + input.bytes());
        var session = withCatalog(home);
        var parts = new SessionParts(Registry.fromClasspath(), settings(home), new Configuration());
        var table = new SmallFilesTable(session, parts, home, IN_SPARK + "." + NAME);
        table.make((int) input.bytes());
        return List.of(new ByHand(table), new Ours(table));
    }

    /** The extensions of a session are those that it is made with. */
    private static SparkSession withCatalog(Path home) {
        SparkSession.clearActiveSession();
        SparkSession.clearDefaultSession();
        var catalog = "spark.sql.catalog." + IN_SPARK;
        var builder = SparkSession.builder()
                .withExtensions(new MasticSparkExtensions())
                .config("spark.sql.session.timeZone", "UTC")
                .config(catalog, MasticCatalog.class.getName());
        settings(home).forEach((word, value) -> builder.config(catalog + "." + word, value));
        return builder.getOrCreate();
    }

    private static Map<String, String> settings(Path home) {
        return Map.of(
                "db",
                home.resolve("mastic.db").toString(),
                "warehouse",
                home.resolve("warehouse").toString());
    }

    private record ByHand(SmallFilesTable table) implements Side {
        @Override
        public String name() {
            return Outcome.SPARK;
        }

        @Override
        public void prepare() {
            table.reset();
        }

        @Override
        public void run() {
            for (var procedure :
                    List.of("rewrite_data_files", "expire_snapshots", "remove_orphan_files", "rewrite_manifests")) {
                table.session()
                        .sql("CALL " + IN_SPARK + ".system." + procedure + "(table => '" + NAME + "')")
                        .collect();
            }
        }

        @Override
        public String fingerprint() {
            return table.fingerprint();
        }
    }

    private record Ours(SmallFilesTable table) implements Side {
        @Override
        public String name() {
            return Outcome.MASTIC;
        }

        @Override
        public void prepare() {
            table.reset();
        }

        @Override
        public void run() {
            var policy = new MaintenancePolicy(table.parts().the(Catalog.class), NAME);
            var spark = LazySpark.of(table.session());
            TableMaintenance.of(table.parts(), NAME, policy, spark).run();
        }

        @Override
        public String fingerprint() {
            return table.fingerprint();
        }
    }
}
