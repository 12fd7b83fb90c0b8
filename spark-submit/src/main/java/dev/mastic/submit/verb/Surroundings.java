// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.verb;

import dev.mastic.core.failure.UsageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.hadoop.util.VersionInfo;
import org.apache.spark.package$;

/** What this JVM brings for jobs: Java, Spark, Scala, Hadoop, Iceberg; of a foreign Spark they are other ones. */
public final class Surroundings {
    private static final int JAVA = 17;
    /** From here on Hadoop 3.3 cannot ask who the user is. */
    private static final int JAVA_WITHOUT_SECURITY_MANAGER = 24;

    private static final String INSTEAD =
            ": use such a Spark, for example that of 'pip install pyspark==%s', or start bin/mastic, which brings its own"
                    .formatted(BuiltFrom.version("spark.version"));

    private Surroundings() {}

    /**
     * One part.
     *
     * @param text what it is, and what to do if it is wrong
     * @param wrong whether jobs will fail for it
     */
    public record Part(String name, String text, boolean wrong) {}

    /** Every part, in the order in which they rest on each other. Starts no Spark. */
    public static List<Part> parts() {
        return List.of(
                java(Runtime.version().feature(), hadoopVersion()),
                modules(isOpen()),
                library("spark", () -> spark(package$.MODULE$.SPARK_VERSION())),
                library("scala", () -> scala(scala.util.Properties.versionNumberString())),
                library("hadoop", () -> hadoop(VersionInfo.getVersion())),
                iceberg());
    }

    /**
     * Refuses a Spark that {@code spark-submit} has started Mastic in, and that it does not work in.
     *
     * @throws UsageException naming what is wrong, and what to do
     */
    static void refuseForeign() {
        // only spark-submit sets it: bin/mastic has the jars that it was built with
        if (System.getProperty("spark.submit.deployMode") == null) {
            return;
        }
        var wrong = parts().stream().filter(Part::wrong).toList();
        if (!wrong.isEmpty()) {
            var what =
                    wrong.stream().map(part -> part.name() + " " + part.text()).toList();
            throw new UsageException("Cannot run in this Spark: " + String.join("; ", what));
        }
    }

    static Part java(int version, Optional<String> hadoop) {
        var text = Runtime.version() + " in " + System.getProperty("java.home");
        if (version >= JAVA_WITHOUT_SECURITY_MANAGER
                && hadoop.filter(is -> is.startsWith("3.3.")).isPresent()) {
            return new Part(
                    "java",
                    text + " (expected " + JAVA + ": Hadoop " + hadoop.get() + " does not start on Java " + version
                            + "): set JAVA_HOME to a Java " + JAVA,
                    true);
        }
        return new Part("java", version == JAVA ? text : text + " (expected " + JAVA + ")", version < JAVA);
    }

    static Part modules(boolean open) {
        return new Part(
                "java modules",
                open
                        ? "open to Spark"
                        : "closed to Spark (expected --add-opens=java.base/sun.nio.ch=ALL-UNNAMED and others): start by"
                                + " spark-submit or bin/mastic, or give java the options of conf/jvm.options; in cluster mode"
                                + " they go into spark.driver.extraJavaOptions",
                !open);
    }

    static Part spark(String version) {
        var ours = BuiltFrom.version("spark.version");
        var line = ours.substring(0, ours.lastIndexOf('.') + 1);
        if (!version.startsWith(line)) {
            return new Part("spark", version + " (expected " + line + "x)" + INSTEAD, true);
        }
        return new Part("spark", version.equals(ours) ? version : version + " (tested with " + ours + ")", false);
    }

    static Part scala(String version) {
        var ours = BuiltFrom.version("scala.binary");
        return version.startsWith(ours + ".")
                ? new Part("scala", version, false)
                : new Part(
                        "scala",
                        version + " (expected " + ours + ", and the jars of a Spark are of one Scala)" + INSTEAD,
                        true);
    }

    static Part hadoop(String version) {
        var text = version + " (for S3: org.apache.hadoop:hadoop-aws:" + version + ")";
        var old = Stream.of("2.", "3.0.", "3.1.", "3.2.").anyMatch(version::startsWith);
        return new Part("hadoop", old ? version + " (expected 3.3 or newer): use a Spark with Hadoop 3" : text, old);
    }

    private static Optional<String> hadoopVersion() {
        try {
            return Optional.of(VersionInfo.getVersion());
        } catch (NoClassDefFoundError e) {
            // its own part says so
            return Optional.empty();
        }
    }

    /** Iceberg lies beside mastic.jar; only jobs with its tables need it. */
    private static Part iceberg() {
        try (var in = Surroundings.class.getResourceAsStream("/iceberg-build.properties")) {
            if (in == null) {
                return new Part(
                        "iceberg",
                        "none (for its tables: --jars lib/iceberg-spark-runtime-3.5_%s-%s.jar of the distribution)"
                                .formatted(BuiltFrom.version("scala.binary"), BuiltFrom.version("iceberg.version")),
                        false);
            }
            var build = new Properties();
            build.load(in);
            return new Part("iceberg", build.getProperty("git.build.version"), false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isOpen() {
        return Object.class.getModule().isOpen("sun.nio.ch", Surroundings.class.getModule());
    }

    private static Part library(String name, Supplier<Part> part) {
        try {
            return part.get();
        } catch (NoClassDefFoundError e) {
            return new Part(
                    name,
                    "it is not on the class path (no " + e.getMessage() + "): start by spark-submit or bin/mastic",
                    true);
        }
    }
}
