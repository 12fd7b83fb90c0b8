// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.crawl;

import dev.mastic.core.config.Globs;
import dev.mastic.core.config.Location;
import dev.mastic.core.failure.UsageException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * A place that a crawler looks at.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/define-crawler-choose-data-sources.html">Data sources of crawlers</a>
 */
public sealed interface CrawlTarget {
    /** The key of its block in a crawler file, and the name of the {@link TargetCrawler} that looks at targets of this kind. */
    String kind();

    /** Whether its tables say themselves what their columns are, so that a {@link TargetCrawler} looks at them. */
    default boolean describesItself() {
        return !(this instanceof Folder || this instanceof Tables);
    }

    /**
     * The exclusions of a target.
     *
     * @param path of the target
     * @throws UsageException if one of them is no glob
     */
    static Globs excluded(String path, List<String> exclusions) {
        try {
            return Globs.of(exclusions);
        } catch (IllegalArgumentException e) {
            throw new UsageException("Invalid exclusion of " + path + ": " + e.getMessage(), e);
        }
    }

    /**
     * A file, or a folder with all that is below it.
     *
     * @param path absolute path or URI
     * @param exclusions glob patterns over paths relative to it, as in {@link java.nio.file.FileSystem#getPathMatcher}
     * @param sampleSize how many files of each folder that holds files are looked into; empty: as many as it takes
     */
    record Folder(String path, List<String> exclusions, OptionalInt sampleSize) implements CrawlTarget {
        public static final int MOST_SAMPLED = 249;

        public Folder {
            exclusions = List.copyOf(exclusions);
            if (sampleSize.isPresent() && (sampleSize.getAsInt() < 1 || sampleSize.getAsInt() > MOST_SAMPLED)) {
                throw new UsageException("Invalid sample size of " + path + ": " + sampleSize.getAsInt()
                        + " (expected 1 to " + MOST_SAMPLED + ")");
            }
        }

        /** All of it. */
        public static Folder of(String path) {
            return new Folder(path, List.of(), OptionalInt.empty());
        }

        @Override
        public String kind() {
            return "path";
        }
    }

    /**
     * Tables and views of a database, by their metadata alone.
     *
     * @param path {@code database/schema/table}; {@code %} stands for any text in a schema or table
     * @param exclusions glob patterns over paths below the database
     * @param comments whether comments of tables and columns are kept
     * @param rawTypes whether the database's own names of types are kept
     */
    record Jdbc(JdbcPlace place, String path, List<String> exclusions, boolean comments, boolean rawTypes)
            implements CrawlTarget {
        public Jdbc {
            exclusions = List.copyOf(exclusions);
        }

        @Override
        public String kind() {
            return "jdbc";
        }
    }

    /**
     * Where a database is.
     *
     * @param url without a user or a password in it, for it is kept and shown
     * @param password a reference to a secret, such as {@code secret:env:PASSWORD}
     */
    record JdbcPlace(String url, Optional<String> user, Optional<String> password) {
        private static final Pattern SECRET_IN_URL =
                Pattern.compile("//[^/]*@|[?&;](ssl)?password=", Pattern.CASE_INSENSITIVE);
        private static final String IN_FILE = "secret:file:";
        private static final Pattern REFERENCE = Pattern.compile("secret:(env|file):.+");

        public JdbcPlace {
            if (SECRET_IN_URL.matcher(url).find()) {
                throw new UsageException(
                        "Invalid URL of a database: a user or a password stands in it (expected neither;"
                                + " user and password have settings of their own)");
            }
            if (password.filter(text -> !REFERENCE.matcher(text).matches()).isPresent()) {
                throw new UsageException("Invalid password of a database: it is written out (expected a reference to"
                        + " it: secret:env:NAME or secret:file:PATH)");
            }
        }

        /** The same from anywhere: a secret's file is found from a folder. */
        public JdbcPlace from(String folder) {
            return new JdbcPlace(
                    url,
                    user,
                    password.map(text -> text.startsWith(IN_FILE)
                            ? IN_FILE + Location.resolve(folder, text.substring(IN_FILE.length()))
                            : text));
        }

        /** The database that the URL leads to, as it is written there; may be empty. */
        public String database() {
            var place = url.replaceAll("[?;].*", "");
            return place.substring(Math.max(place.lastIndexOf('/'), place.lastIndexOf(':')) + 1);
        }
    }

    /**
     * Iceberg tables below a folder, by their newest metadata.
     *
     * @param depth how many folders down a table may lie
     */
    record Iceberg(String path, List<String> exclusions, int depth) implements CrawlTarget {
        public static final int USUAL_DEPTH = 10;

        public Iceberg {
            exclusions = List.copyOf(exclusions);
            if (depth < 0) {
                throw new UsageException("Invalid depth of " + path + ": " + depth + " (expected 0 or more)");
            }
        }

        @Override
        public String kind() {
            return "iceberg";
        }
    }

    /** Tables that the catalog has, at the places where it has them; none is created. */
    record Tables(String database, List<String> tables) implements CrawlTarget {
        public Tables {
            tables = List.copyOf(tables);
            if (tables.isEmpty()) {
                throw new UsageException("Invalid catalog target: no tables of database '" + database + "' are named");
            }
        }

        @Override
        public String kind() {
            return "tables";
        }
    }
}
