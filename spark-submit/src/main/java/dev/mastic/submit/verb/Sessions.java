// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.verb;

import dev.mastic.catalog.spark.MasticCatalog;
import dev.mastic.catalog.spark.MasticSparkExtensions;
import dev.mastic.core.config.Project;
import dev.mastic.core.frame.LazySpark;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/** Starts the SparkSession of a command: on this machine, unless the command line, the project or spark-submit say another master. */
public final class Sessions {
    private static final String MASTER = "spark.master";
    private static final String OWN = "spark.sql.catalog.spark_catalog";
    /** What the catalog is called in a session, beside its being the session's own. */
    public static final String CATALOG = "mastic";

    private static final String MASTIC = "spark.sql.catalog." + CATALOG;

    private Sessions() {}

    /** A session that starts when it is asked for. */
    public static LazySpark lazy(String name, Project project, CommonOptions options) {
        return new LazySpark(() -> start(name, project, options));
    }

    /** A session whose own catalog is that of the project, also called {@code mastic}, in the same JVM as others or by itself. */
    public static LazySpark withCatalog(String name, Project project, CommonOptions options) {
        return new LazySpark(() -> {
            var before = SparkSession.getDefaultSession();
            SparkSession.clearActiveSession();
            SparkSession.clearDefaultSession();
            var builder = SparkSession.builder().appName(name).withExtensions(new MasticSparkExtensions());
            var settings = settings(project, options);
            settings.forEach(builder::config);
            catalog(settings, project).forEach(builder::config);
            var session = reaching(project, builder.getOrCreate());
            if (before.isDefined()) {
                SparkSession.setActiveSession(before.get());
                SparkSession.setDefaultSession(before.get());
            }
            return session;
        });
    }

    /** What is said of the catalog {@code mastic}, such as properties of new tables, holds for the session's own. */
    private static Map<String, String> catalog(Map<String, String> settings, Project project) {
        var catalogs = new LinkedHashMap<String, String>();
        settings.forEach((setting, value) -> {
            if (setting.startsWith(MASTIC + ".")) {
                catalogs.put(OWN + setting.substring(MASTIC.length()), value);
            }
        });
        catalogs.keySet().removeAll(settings.keySet());
        for (var catalog : List.of(OWN, MASTIC)) {
            catalogs.put(catalog, MasticCatalog.class.getName());
            catalogs.put(catalog + ".db", project.db());
            catalogs.put(catalog + ".warehouse", project.warehouse());
        }
        return catalogs;
    }

    /** The master that the command line, spark-submit or the project give, in this order. */
    static Optional<String> master(Project project, CommonOptions options) {
        return options.master()
                .or(() -> Optional.ofNullable(options.conf().get(MASTER)))
                .or(() -> Optional.ofNullable(System.getProperty(MASTER)))
                .or(() -> Optional.ofNullable(project.spark().get(MASTER)));
    }

    private static SparkSession start(String name, Project project, CommonOptions options) {
        var running = SparkSession.getDefaultSession();
        if (running.isDefined() && !running.get().sparkContext().isStopped()) {
            return reaching(project, running.get());
        }
        var builder = SparkSession.builder().appName(name);
        settings(project, options).forEach(builder::config);
        return reaching(project, builder.getOrCreate());
    }

    /** The session, which reaches file systems as the project says. Not by Spark's settings, for these are shown in many places. */
    private static SparkSession reaching(Project project, SparkSession session) {
        var hadoop = session.sparkContext().hadoopConfiguration();
        project.hadoop().forEach(hadoop::set);
        return session;
    }

    static Map<String, String> settings(Project project, CommonOptions options) {
        var settings = new LinkedHashMap<String, String>();
        var master = master(project, options).orElse("local[*]");
        settings.put(MASTER, master);
        // Dates and times must not depend on where a job runs.
        settings.put("spark.sql.session.timeZone", "UTC");
        settings.put("spark.ui.showConsoleProgress", String.valueOf(System.console() != null && !options.quiet()));
        if (master.startsWith("local")) {
            settings.putAll(onThisMachine());
        }
        settings.putAll(project.spark());
        // what spark-submit was told, of which Spark knows already
        settings.keySet().removeIf(key -> System.getProperty(key) != null);
        settings.putAll(options.conf());
        settings.put(MASTER, master);
        return settings;
    }

    private static Map<String, String> onThisMachine() {
        int cores = Runtime.getRuntime().availableProcessors();
        return Map.of(
                "spark.ui.enabled", "false",
                "spark.driver.host", "127.0.0.1",
                "spark.driver.bindAddress", "127.0.0.1",
                "spark.sql.shuffle.partitions", String.valueOf(Math.max(2, cores)),
                "spark.sql.warehouse.dir", System.getProperty("java.io.tmpdir") + "/mastic-spark-warehouse");
    }
}
