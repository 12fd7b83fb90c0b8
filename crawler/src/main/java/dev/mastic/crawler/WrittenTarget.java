// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import dev.mastic.core.config.Location;
import dev.mastic.core.config.Origin;
import dev.mastic.core.config.Problems;
import dev.mastic.core.config.Secret;
import dev.mastic.core.config.Setting;
import dev.mastic.core.config.SettingsSpec;
import dev.mastic.core.crawl.CrawlTarget;
import dev.mastic.core.crawl.CrawlTarget.JdbcPlace;
import dev.mastic.core.failure.UsageException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** One target in a crawler file: a text, or a block whose key says what kind it is: {@code jdbc}, {@code iceberg}, {@code tables}, else {@code path}. */
final class WrittenTarget {
    private static final Setting<String> PATH = Setting.path("path").required().doc("A folder or file.");
    private static final Setting<List<String>> EXCLUDE =
            Setting.stringsOrNone("exclude").defaultsTo(List.of()).doc("Glob patterns over paths below the target.");
    private static final Setting<Integer> SAMPLE = Setting.of("sample", (value, base) -> {
                int size = Setting.count("sample", 1).reader().read(value, base);
                if (size > CrawlTarget.Folder.MOST_SAMPLED) {
                    throw new IllegalArgumentException("a whole number from 1 to " + CrawlTarget.Folder.MOST_SAMPLED);
                }
                return size;
            })
            .doc("How many files of each folder are looked into.");
    private static final SettingsSpec FOLDER = SettingsSpec.of(PATH, EXCLUDE, SAMPLE);

    private static final Setting<String> URL = Setting.string("jdbc").required().doc("The JDBC URL of a database.");
    private static final Setting<String> TABLES_PATH =
            Setting.string("path").required().doc("database/schema/table, where % stands for any text.");
    private static final Setting<String> USER = Setting.string("user").doc("Who logs in.");
    private static final Setting<Secret> PASSWORD = Setting.secret("password").doc("A reference to the password.");
    private static final Setting<Boolean> COMMENTS =
            Setting.bool("comments").defaultsTo(false).doc("Whether comments are kept.");
    private static final Setting<Boolean> RAW_TYPES =
            Setting.bool("raw-types").defaultsTo(false).doc("Whether the database's names of types are kept.");
    private static final SettingsSpec JDBC =
            SettingsSpec.of(URL, TABLES_PATH, USER, PASSWORD, EXCLUDE, COMMENTS, RAW_TYPES);

    private static final Setting<String> ICEBERG_PATH =
            Setting.path("iceberg").required().doc("A folder with Iceberg tables below it.");
    private static final Setting<Integer> DEPTH = Setting.count("depth", 0)
            .defaultsTo(CrawlTarget.Iceberg.USUAL_DEPTH)
            .doc("How many folders down a table may lie.");
    private static final SettingsSpec ICEBERG = SettingsSpec.of(ICEBERG_PATH, EXCLUDE, DEPTH);

    private static final Setting<String> DATABASE =
            Setting.string("database").required().doc("A database of the catalog.");
    private static final Setting<List<String>> TABLES =
            Setting.strings("tables").required().doc("Tables of that database.");
    private static final SettingsSpec CATALOG = SettingsSpec.of(DATABASE, TABLES);

    private WrittenTarget() {}

    static Optional<CrawlTarget> read(ConfigValue value, String base, Problems problems) {
        if (value.valueType() == ConfigValueType.STRING) {
            return Optional.of(CrawlTarget.Folder.of(Location.resolve(base, (String) value.unwrapped())));
        } else if (!(value instanceof ConfigObject)) {
            problems.add(
                    Origin.of(value.origin()),
                    "a target must be a folder or file, or a block (got " + value.unwrapped() + ")");
            return Optional.empty();
        }
        var block = (ConfigObject) value;
        if (block.containsKey(URL.name())) {
            return jdbc(block, base, problems);
        } else if (block.containsKey(ICEBERG_PATH.name())) {
            var written = ICEBERG.read(block, base, problems);
            return written.find(ICEBERG_PATH)
                    .map(path -> new CrawlTarget.Iceberg(path, written.get(EXCLUDE), written.get(DEPTH)));
        } else if (block.containsKey(TABLES.name())) {
            var written = CATALOG.read(block, base, problems);
            return written.find(DATABASE)
                    .flatMap(name -> written.find(TABLES).map(tables -> new CrawlTarget.Tables(name, tables)));
        }
        var written = FOLDER.read(block, base, problems);
        var sample = written.find(SAMPLE).map(OptionalInt::of).orElseGet(OptionalInt::empty);
        return written.find(PATH).map(path -> new CrawlTarget.Folder(path, written.get(EXCLUDE), sample));
    }

    private static Optional<CrawlTarget> jdbc(ConfigObject block, String base, Problems problems) {
        var written = JDBC.read(block, base, problems);
        if (written.find(URL).isEmpty() || written.find(TABLES_PATH).isEmpty()) {
            return Optional.empty();
        }
        try {
            var place = new JdbcPlace(
                    written.get(URL), written.find(USER), written.find(PASSWORD).map(Secret::toString));
            return Optional.of(new CrawlTarget.Jdbc(
                    // a crawler is started from other folders than its file
                    place.from(base),
                    written.get(TABLES_PATH),
                    written.get(EXCLUDE),
                    written.get(COMMENTS),
                    written.get(RAW_TYPES)));
        } catch (UsageException e) {
            problems.add(written.origin(URL), e.getMessage());
            return Optional.empty();
        }
    }
}
