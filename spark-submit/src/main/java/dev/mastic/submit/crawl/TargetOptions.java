// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.crawl;

import dev.mastic.core.catalog.TableName;
import dev.mastic.core.config.Location;
import dev.mastic.core.crawl.CrawlTarget;
import dev.mastic.core.crawl.CrawlTarget.JdbcPlace;
import dev.mastic.core.failure.UsageException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The targets of a crawl on the command line, and what is said of them. */
final class TargetOptions {
    private static final String JDBC = "jdbc:";

    @Parameters(
            arity = "0..*",
            paramLabel = "TARGET",
            description = "Files, folders, or URLs of databases (jdbc:postgresql://HOST/DATABASE)."
                    + " Default: those of the configuration.")
    private List<String> written = new ArrayList<>();

    @Option(
            names = "--exclude",
            paramLabel = "GLOB",
            description = "What is left out below the targets: files and folders, or schema/table; may be repeated.")
    private List<String> exclusions = new ArrayList<>();

    @Option(names = "--sample", paramLabel = "N", description = "How many files of each folder are looked into.")
    private Integer sample;

    @Option(
            names = "--include",
            paramLabel = "PATH",
            description = "Of a database, database/schema/table, where %% stands for any text; may be repeated."
                    + " Default: all of it.")
    private List<String> include = new ArrayList<>();

    @Option(names = "--user", paramLabel = "NAME", description = "Who asks the database.")
    private String user;

    @Option(
            names = "--password",
            paramLabel = "REFERENCE",
            description = "Where the password is: secret:env:NAME or secret:file:PATH.")
    private String password;

    @Option(names = "--comments", description = "Keep what the database says of tables and columns.")
    private boolean comments;

    @Option(names = "--raw-types", description = "Keep the database's own names of types.")
    private boolean rawTypes;

    @Option(
            names = "--iceberg",
            paramLabel = "FOLDER",
            description = "A folder with Iceberg tables below it, which are registered; may be repeated.")
    private List<String> iceberg = new ArrayList<>();

    @Option(names = "--depth", paramLabel = "N", description = "How many folders down an Iceberg table may lie.")
    private Integer depth;

    @Option(
            names = "--table",
            paramLabel = "DB.TABLE",
            description = "A table of the catalog, which is crawled at its place; may be repeated.")
    private List<String> tables = new ArrayList<>();

    /**
     * The targets, in their order; empty if none is given.
     *
     * @throws UsageException if an option is about a kind of target that is not given
     */
    List<CrawlTarget> targets() {
        var folders = written.stream().filter(text -> !text.startsWith(JDBC)).toList();
        var urls = written.stream().filter(text -> text.startsWith(JDBC)).toList();
        require(!written.isEmpty() || !iceberg.isEmpty(), !exclusions.isEmpty(), "--exclude", "targets beside tables");
        require(!folders.isEmpty(), sample != null, "--sample", "files or folders");
        require(!iceberg.isEmpty(), depth != null, "--depth", "Iceberg tables");
        boolean ofDatabase = !include.isEmpty() || user != null || password != null || comments || rawTypes;
        require(!urls.isEmpty(), ofDatabase, "--include, --user, --password, --comments and --raw-types", "a database");
        var targets = new ArrayList<CrawlTarget>();
        folders.forEach(path -> targets.add(folder(path)));
        urls.forEach(url -> targets.addAll(ofDatabase(url)));
        iceberg.forEach(path -> targets.add(new CrawlTarget.Iceberg(
                resolved(path), exclusions, Optional.ofNullable(depth).orElse(CrawlTarget.Iceberg.USUAL_DEPTH))));
        targets.addAll(ofCatalog());
        return targets;
    }

    private static void require(boolean isGiven, boolean isSaid, String options, String what) {
        if (isSaid && !isGiven) {
            throw new UsageException("Cannot crawl: " + options + " speak of " + what
                    + ", and the command line has none (expected them in the configuration)");
        }
    }

    private CrawlTarget folder(String path) {
        return new CrawlTarget.Folder(
                resolved(path), exclusions, sample == null ? OptionalInt.empty() : OptionalInt.of(sample));
    }

    private List<CrawlTarget> ofDatabase(String url) {
        var place = new JdbcPlace(url, Optional.ofNullable(user), Optional.ofNullable(password)).from(here());
        var paths = include.isEmpty() ? List.of(place.database() + "/%") : include;
        return paths.stream()
                .<CrawlTarget>map(path -> new CrawlTarget.Jdbc(place, path, exclusions, comments, rawTypes))
                .toList();
    }

    private List<CrawlTarget> ofCatalog() {
        Map<String, List<String>> byDatabase = new LinkedHashMap<>();
        tables.stream().map(TableName::parse).forEach(name -> byDatabase
                .computeIfAbsent(name.database(), database -> new ArrayList<>())
                .add(name.table()));
        return byDatabase.entrySet().stream()
                .<CrawlTarget>map(entry -> new CrawlTarget.Tables(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static String resolved(String path) {
        return Location.resolve(here(), path);
    }

    private static String here() {
        return Path.of("").toAbsolutePath().toString();
    }
}
