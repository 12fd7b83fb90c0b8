// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.jdbc;

import com.typesafe.config.ConfigValueFactory;
import dev.mastic.core.config.JdbcUrl;
import dev.mastic.core.failure.UsageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** The databases that a connection may lead to: URLs of all others are refused, for drivers do more than connect if they are told so. */
public enum JdbcDriver {
    POSTGRESQL("jdbc:postgresql:"),
    SQLITE("jdbc:sqlite:");

    private static final Pattern ELSEWHERE = Pattern.compile("[?#;]|^:|^file:|^//");

    private final String prefix;

    JdbcDriver(String prefix) {
        this.prefix = prefix;
    }

    /**
     * The database that a URL leads to. Nothing is opened.
     *
     * @throws UsageException if it is of another database, or has options that are not allowed, or a password; the message has none of them
     */
    public static JdbcDriver of(String url) {
        if (url.startsWith(SQLITE.prefix)) {
            refuseOtherThanFile(url);
            return SQLITE;
        } else if (url.startsWith(POSTGRESQL.prefix)) {
            refuseOptions(url);
            return POSTGRESQL;
        }
        throw cannot(
                url,
                "only PostgreSQL and SQLite are known (expected jdbc:postgresql://HOST:PORT/DATABASE or"
                        + " jdbc:sqlite:FILE)");
    }

    private static void refuseOptions(String url) {
        try {
            new UrlReader().read(ConfigValueFactory.fromAnyRef(url), "");
        } catch (IllegalArgumentException e) {
            throw cannot(url, "it must be " + e.getMessage());
        }
    }

    private static void refuseOtherThanFile(String url) {
        var file = url.substring(SQLITE.prefix.length());
        if (file.isBlank() || ELSEWHERE.matcher(file).find()) {
            throw cannot(url, "it must be jdbc:sqlite:FILE, the path of a file without options");
        }
    }

    /**
     * The file of an SQLite URL.
     *
     * @throws UsageException if there is no such file: SQLite would make one
     */
    static Path file(String url) {
        var file = Path.of(url.substring(SQLITE.prefix.length()));
        if (!Files.isRegularFile(file)) {
            throw cannot(url, "there is no such file");
        }
        return file;
    }

    private static UsageException cannot(String url, String why) {
        return new UsageException("Cannot connect to " + JdbcUrl.place(url).replaceAll(";.*", "") + ": " + why);
    }
}
