// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.page;

import dev.mastic.core.catalog.TableName;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** The addresses of the pages. Names stand in the query, where any text may stand; in a path, a slash in a name would be refused. */
final class Links {
    static final String HOME = "/";
    static final String DATABASE = "/database";
    static final String TABLE = "/table";
    static final String PARTITIONS = "/partitions";
    static final String STORAGE = "/storage";
    static final String SNAPSHOTS = "/snapshots";
    static final String VERSIONS = "/versions";
    static final String ACTIVITY = "/activity";
    static final String SEARCH = "/search";
    static final String RUNS = "/runs";
    static final String RUN = "/run";
    static final String CRAWLERS = "/crawlers";
    static final String CRAWLER = "/crawler";

    private Links() {}

    static String database(String name) {
        return to(DATABASE, Map.of("name", name));
    }

    static String table(TableName name) {
        return ofTable(TABLE, name);
    }

    /** One of the pages about a table. */
    static String ofTable(String page, TableName name) {
        return to(page, Map.of("name", name.toString()));
    }

    /** Two versions of a table beside each other. */
    static String versions(TableName name, long from, long to) {
        return ofTable(VERSIONS, name) + "&from=" + from + "&to=" + to;
    }

    static String run(String id) {
        return to(RUN, Map.of("id", id));
    }

    /** The runs of one job. */
    static String runsOf(String job) {
        return to(RUNS, Map.of("job", job));
    }

    static String crawler(String name) {
        return to(CRAWLER, Map.of("name", name));
    }

    /** An address with a query, in the order of the map; parameters that are empty are left out. */
    static String to(String path, Map<String, String> query) {
        return query.entrySet().stream()
                .filter(parameter -> !parameter.getValue().isEmpty())
                .map(parameter -> parameter.getKey() + "=" + encoded(parameter.getValue()))
                .collect(Collectors.joining("&", path + "?", ""))
                .replaceAll("\\?$", "");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
