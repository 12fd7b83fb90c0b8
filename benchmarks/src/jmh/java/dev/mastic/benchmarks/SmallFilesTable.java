// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.benchmarks;

import dev.mastic.core.SessionParts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.spark.network.util.JavaUtils;
import org.apache.spark.sql.SparkSession;

/**
 * An Iceberg table that nobody has maintained for ten days: many small files in many snapshots, some of them deleted, and files that no
 * snapshot has. It is made once, and is as it was before each round.
 *
 * @param home where its store, its warehouse and what it is made again from lie
 * @param name in the session
 */
record SmallFilesTable(SparkSession session, SessionParts parts, Path home, String name) {
    private static final TableIdentifier ID = TableIdentifier.of(Maintain.NAME.database(), Maintain.NAME.table());
    private static final int FILES_OF_APPEND = 100;
    private static final int ROWS_OF_FILE = 250;
    private static final int ORPHANS_AMONG = 10;
    private static final int ORPHAN_BYTES = 4096;
    private static final Duration AGE = Duration.ofDays(10);
    private static final Pattern MOMENT = Pattern.compile("(\"(?:timestamp-ms|last-updated-ms)\"\\s*:\\s*)(\\d+)");

    /** Makes it, unless it is there. */
    void make(int files) {
        if (Files.exists(template())) {
            return;
        }
        session.sql("CREATE DATABASE IF NOT EXISTS mastic." + Maintain.NAME.database());
        session.sql("DROP TABLE IF EXISTS " + name);
        remove(folder());
        session.sql("CREATE TABLE " + name + " (id BIGINT, text STRING) USING iceberg");
        int appends = files / FILES_OF_APPEND;
        int rows = FILES_OF_APPEND * ROWS_OF_FILE;
        for (long append = 0; append < appends; append++) {
            append(append * rows, (append + 1) * rows);
        }
        session.sql("DELETE FROM " + name + " WHERE id < " + (long) appends / ORPHANS_AMONG * rows);
        try {
            leaveOrphans(files / ORPHANS_AMONG);
            age();
            Files.move(folder(), template());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void append(long from, long to) {
        var rows =
                session.range(from, to, 1, FILES_OF_APPEND).selectExpr("id", "sha2(cast(id as string), 256) as text");
        try {
            rows.writeTo(name).append();
        } catch (org.apache.spark.sql.catalyst.analysis.NoSuchTableException e) {
            throw new IllegalStateException(e);
        }
    }

    private void leaveOrphans(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            var orphan = Files.write(folder().resolve("data/orphan-" + i + ".parquet"), new byte[ORPHAN_BYTES]);
            Files.setLastModifiedTime(orphan, FileTime.from(Instant.now().minus(AGE)));
        }
    }

    /** Its newest metadata say that all of it happened ten days ago. */
    private void age() throws IOException {
        var table = catalog().loadTable(ID);
        var newest = Path.of(((HasTableOperations) table)
                .operations()
                .current()
                .metadataFileLocation()
                .replaceFirst("^file:(//)?", ""));
        var aged = MOMENT.matcher(Files.readString(newest))
                .replaceAll(found -> found.group(1) + (Long.parseLong(found.group(2)) - AGE.toMillis()));
        Files.writeString(folder().resolve("metadata").resolve("99999-aged.metadata.json"), aged);
    }

    /** Puts it back as it was made. */
    void reset() {
        catalog().dropTable(ID, false);
        remove(folder());
        try (var template = Files.walk(template())) {
            for (var from : (Iterable<Path>) template::iterator) {
                var to = folder().resolve(template().relativize(from).toString());
                if (Files.isDirectory(from)) {
                    Files.createDirectories(to);
                } else {
                    Files.createLink(to, from);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        catalog()
                .registerTable(
                        ID,
                        folder().resolve("metadata/99999-aged.metadata.json").toString());
    }

    /** Its rows, how many snapshots, manifests and files it has, and what lies in its folder. */
    String fingerprint() {
        var snapshots = session.table(name + ".snapshots").count();
        var manifests = session.table(name + ".manifests").count();
        var files = session.table(name + ".files").count();
        return FrameSide.of(session.table(name)) + " | " + snapshots + " snapshots, " + manifests + " manifests, "
                + files + " files | " + onDisk();
    }

    private String onDisk() {
        try (var all = Files.walk(folder())) {
            return all.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString().replaceAll(".*\\.", ""))
                    .collect(Collectors.groupingBy(ending -> ending, TreeMap::new, Collectors.counting()))
                    .toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Catalog catalog() {
        return parts.the(Catalog.class);
    }

    private Path folder() {
        return home.resolve("warehouse").resolve(Maintain.NAME.database()).resolve(Maintain.NAME.table());
    }

    private Path template() {
        return home.resolve("template");
    }

    private static void remove(Path folder) {
        try {
            JavaUtils.deleteRecursively(folder.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
