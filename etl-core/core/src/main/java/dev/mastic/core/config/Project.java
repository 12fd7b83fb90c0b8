// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where the state and the warehouse of this command lie, the Spark settings of the project, and how it reaches S3.
 *
 * @param db a file, or a JDBC URL
 * @param warehouse the folder of Iceberg tables
 * @param spark Spark settings
 * @param s3 how S3 is reached
 * @param notifications who is told how runs of jobs have ended, for the command that runs them to read
 */
public record Project(
        String db, String warehouse, Map<String, String> spark, S3Settings s3, Optional<WrittenBlock> notifications) {
    private static final String CONF = "mastic.conf";
    private static final Setting<String> DB = Setting.of("db", (value, base) -> {
        var text = String.valueOf(value.unwrapped());
        return text.startsWith("jdbc:") ? text : Location.resolve(base, text);
    });
    private static final Setting<String> WAREHOUSE = Setting.path("warehouse");
    private static final Setting<ConfigObject> SPARK = Setting.of("spark", (value, base) -> {
        if (value instanceof ConfigObject object) {
            return object;
        }
        throw new IllegalArgumentException("a block of Spark settings");
    });
    private static final Setting<ConfigObject> NOTIFICATIONS = Setting.block("notifications");
    private static final Setting<ConfigObject> S3 = Setting.block("s3");
    /** As Spark has it: its settings whose names begin so are Hadoop's. */
    private static final String HADOOP = "spark.hadoop.";

    private static final SettingsSpec SPEC = SettingsSpec.of(
            DB.doc("The state: a file, or a JDBC URL."),
            WAREHOUSE.doc("The folder of Iceberg tables."),
            SPARK.doc("Spark settings, such as sql.shuffle.partitions = 8."),
            S3.doc("How S3 is reached: endpoint, credentials, encryption."),
            NOTIFICATIONS.doc("Who is told how runs of jobs have ended."));

    /** What {@code mastic.conf} says. */
    private record Written(Settings settings, S3Settings s3) {}

    /** A project that says nothing of S3, and tells nobody. */
    public Project(String db, String warehouse, Map<String, String> spark) {
        this(db, warehouse, spark, S3Settings.NONE, Optional.empty());
    }

    /**
     * The project of a folder.
     *
     * @param home the folder of the job file, or the current folder for verbs without one
     * @param givenDb the state that the command line names
     * @param givenWarehouse the warehouse that the command line names
     * @throws ConfigProblemsException if the nearest {@code mastic.conf} is wrong
     */
    public static Project of(Path home, Optional<String> givenDb, Optional<String> givenWarehouse) {
        var folder = home.toAbsolutePath().normalize();
        var file = nearest(folder);
        var written = file.map(Project::read);
        var base = file.map(Path::getParent).orElse(folder);
        var here = Path.of("").toAbsolutePath().toString();
        var db = givenDb.or(() -> Optional.ofNullable(System.getenv("MASTIC_DB")))
                .map(given -> given.startsWith("jdbc:") ? given : Location.resolve(here, given))
                .or(() -> written.flatMap(conf -> conf.settings().find(DB)))
                .orElseGet(() -> base.resolve("mastic.db").toString());
        var warehouse = givenWarehouse
                .or(() -> Optional.ofNullable(System.getenv("MASTIC_WAREHOUSE")))
                .map(given -> Location.resolve(here, given))
                .or(() -> written.flatMap(conf -> conf.settings().find(WAREHOUSE)))
                .orElseGet(() -> besideState(db, base));
        return new Project(
                db,
                warehouse,
                written.map(conf -> sparkSettings(conf.settings())).orElse(Map.of()),
                written.map(Written::s3).orElse(S3Settings.NONE),
                written.flatMap(conf -> conf.settings().find(NOTIFICATIONS))
                        .map(block -> new WrittenBlock(block, base.toString())));
    }

    /** The state as it is shown: of a URL its place alone, for its options may hold a password. */
    public String state() {
        return db.startsWith("jdbc:") ? JdbcUrl.place(db) : db;
    }

    /** The same with Spark settings that win over those of the project. */
    public Project withSpark(Map<String, String> more) {
        var settings = new LinkedHashMap<>(spark);
        settings.putAll(more);
        return new Project(db, warehouse, settings, s3, notifications);
    }

    /**
     * How this process reaches file systems: what is said of S3, and over it Spark's settings for Hadoop, of spark-submit and of the
     * project. With secrets; for Hadoop's {@code Configuration} alone.
     */
    public Map<String, String> hadoop() {
        var hadoop = new LinkedHashMap<>(s3.hadoop());
        System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith(HADOOP))
                .forEach(name -> hadoop.put(name.substring(HADOOP.length()), System.getProperty(name)));
        spark.forEach((name, value) -> {
            if (name.startsWith(HADOOP)) {
                hadoop.put(name.substring(HADOOP.length()), value);
            }
        });
        return hadoop;
    }

    private static String besideState(String db, Path base) {
        var folder = db.startsWith("jdbc:") ? base : Path.of(db).getParent();
        return folder.resolve("warehouse").toString();
    }

    private static Optional<Path> nearest(Path folder) {
        for (var here = folder; here != null; here = here.getParent()) {
            if (Files.isRegularFile(here.resolve(CONF))) {
                return Optional.of(here.resolve(CONF));
            }
        }
        return Optional.empty();
    }

    private static Written read(Path file) {
        var problems = new Problems();
        Config config = ConfigFactory.empty();
        try {
            config = ConfigFactory.parseFile(file.toFile()).resolve();
        } catch (ConfigException e) {
            problems.add(Origin.of(CONF), e.getMessage());
        }
        var base = file.getParent().toString();
        var settings = SPEC.read(config.root(), base, problems);
        var s3 = settings.find(S3)
                .map(block -> S3Settings.read(block, base, problems))
                .orElse(S3Settings.NONE);
        problems.throwIfAny(file.toString());
        return new Written(settings, s3);
    }

    private static Map<String, String> sparkSettings(Settings written) {
        var settings = new LinkedHashMap<String, String>();
        written.find(SPARK).ifPresent(block -> block.toConfig().entrySet().forEach(entry -> {
            var key = entry.getKey().startsWith("spark.") ? entry.getKey() : "spark." + entry.getKey();
            settings.put(key, String.valueOf(entry.getValue().unwrapped()));
        }));
        return settings;
    }
}
