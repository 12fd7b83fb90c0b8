// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.spark;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.SparkSessionExtensions;
import org.assertj.core.api.AbstractThrowableAssert;
import scala.Function1;
import scala.runtime.BoxedUnit;

/** A session of its own over the one Spark of this JVM, with the catalog in a folder under two names. */
public record SqlSession(SparkSession spark) {
    static final String EXTENSIONS = MasticSparkExtensions.class.getName();
    static final String ICEBERGS = "org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions";

    /** With the catalog as {@code mastic}, and in the place of Spark's own. */
    public static SqlSession in(Path folder) {
        return in(folder, EXTENSIONS);
    }

    static SqlSession in(Path folder, String extensions) {
        return in(folder, extensions, List.of());
    }

    /** With more settings, each as {@code name=value}. */
    static SqlSession in(Path folder, String extensions, List<String> settings) {
        SparkSession.clearActiveSession();
        SparkSession.clearDefaultSession();
        var builder = SparkSession.builder()
                .master("local[2]")
                .appName("mastic-tests")
                .config("spark.ui.enabled", "false")
                .config("spark.sql.shuffle.partitions", "2")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.sql.session.timeZone", "UTC")
                .config("spark.sql.warehouse.dir", folder.resolve("unused").toString());
        // extensions named by a setting are those of the first session of a JVM
        for (var extension : extensions.split(",")) {
            builder.withExtensions(extension(extension));
        }
        for (var name : List.of("mastic", "spark_catalog")) {
            builder.config("spark.sql.catalog." + name, MasticCatalog.class.getName())
                    .config(
                            "spark.sql.catalog." + name + ".db",
                            folder.resolve("mastic.db").toString())
                    .config(
                            "spark.sql.catalog." + name + ".warehouse",
                            folder.resolve("warehouse").toString());
        }
        for (var setting : settings) {
            builder.config(setting.split("=")[0], setting.split("=")[1]);
        }
        return new SqlSession(builder.getOrCreate());
    }

    @SuppressWarnings("unchecked") // what Spark does with the names of the setting
    private static Function1<SparkSessionExtensions, BoxedUnit> extension(String name) {
        try {
            return (Function1<SparkSessionExtensions, BoxedUnit>)
                    Class.forName(name).getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    /** The rows as texts. */
    public List<String> rows(String sql) {
        return Arrays.stream((Row[]) spark.sql(sql).collect())
                .map(Row::toString)
                .toList();
    }

    /** Runs each statement to its end. */
    public void run(String... statements) {
        for (var sql : statements) {
            spark.sql(sql).collect();
        }
    }

    AbstractThrowableAssert<?, ? extends Throwable> refuses(String sql) {
        return assertThatThrownBy(() -> spark.sql(sql).collect());
    }
}
