// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.jdbc;

import dev.mastic.core.catalog.Catalog;
import dev.mastic.core.catalog.ConnectionJson;
import dev.mastic.core.catalog.ObjectKey;
import dev.mastic.core.catalog.ObjectKind;
import dev.mastic.core.catalog.Page;
import dev.mastic.core.config.JdbcUrl;
import dev.mastic.core.config.Secret;
import dev.mastic.core.config.SettingsSpec;
import dev.mastic.core.failure.EtlException;
import dev.mastic.core.failure.Suggestion;
import dev.mastic.core.failure.UsageException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;

/** A connection to a database, by its name in the catalog. Its password is a reference, or itself where the catalog keeps it; it is never shown. */
public final class CatalogConnection {
    private static final int PAGE = 1000;

    private final String name;
    private final String url;
    private final Optional<String> user;
    private final Optional<String> password;

    private CatalogConnection(String name, String url, Optional<String> user, Optional<String> password) {
        this.name = name;
        this.url = url;
        this.user = user;
        this.password = password;
    }

    /**
     * The connection of a name. Nothing is opened.
     *
     * @throws UsageException if there is none, naming the nearest, or it leads to nothing that can be reached here
     */
    public static CatalogConnection of(Catalog catalog, String name) {
        var objects = catalog.objects();
        var kept = objects.find(ObjectKey.of(ObjectKind.CONNECTION, name))
                .orElseThrow(() -> new UsageException("Cannot use connection '" + name
                        + "': there is no connection of this name "
                        + Suggestion.among(
                                name,
                                Page.all(
                                                PAGE,
                                                page -> objects.page(
                                                        ObjectKind.CONNECTION, ObjectKey.Owner.NOTHING, "", page))
                                        .stream()
                                        .map(object -> object.key().name())
                                        .toList())));
        return parse(name, kept.json());
    }

    /**
     * The same of a connection that is not kept.
     *
     * @throws UsageException if it leads to nothing that can be reached here
     */
    public static CatalogConnection parse(String name, String json) {
        var properties = ConnectionJson.parse(json).path(ConnectionJson.PROPERTIES);
        var type = ConnectionJson.parse(json).path(ConnectionJson.TYPE).asText();
        var url = properties.path(ConnectionJson.URL).asText();
        if (!type.equals("JDBC")) {
            throw new UsageException(
                    "Cannot use connection '" + name + "': it is no database (got " + type + "; expected JDBC)");
        }
        JdbcDriver.of(url);
        return new CatalogConnection(
                name,
                url,
                Optional.ofNullable(properties.get(ConnectionJson.USER)).map(value -> value.asText()),
                Optional.ofNullable(properties.get(ConnectionJson.PASSWORD)).map(value -> value.asText()));
    }

    /**
     * The database, for sources and sinks.
     *
     * @throws UsageException if it is not PostgreSQL
     */
    PostgresDatabase postgres() {
        if (JdbcDriver.of(url) != JdbcDriver.POSTGRESQL) {
            throw new UsageException("Cannot use connection '" + name
                    + "' in a job: sources and sinks know PostgreSQL only" + " (got " + JdbcUrl.place(url) + ")");
        }
        return new PostgresDatabase(url, user, secret());
    }

    private Optional<Secret> secret() {
        if (password.filter(text -> !ConnectionJson.isReference(text)).isPresent()) {
            return password.map(text -> Secret.at("the password of connection " + name, text));
        }
        return password.flatMap(reference -> SettingsSpec.of(PostgresDatabase.PASSWORD)
                .of("connection '" + name + "'", Map.of(PostgresDatabase.PASSWORD.name(), reference))
                .find(PostgresDatabase.PASSWORD));
    }

    /**
     * Connects, and answers what was reached, such as {@code PostgreSQL 16.2}.
     *
     * @param limit after which it is given up
     * @throws EtlException saying what went wrong, or that the time was over
     */
    public String test(Duration limit) {
        var task = new FutureTask<>(() -> reached(limit));
        var thread = new Thread(task, "connection-test");
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            task.cancel(true);
            throw cannot("there was no answer within " + limit.toMillis() / 1000.0 + " seconds", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw cannot("it was interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SQLException sql) {
                throw cannot(PostgresDatabase.reason(sql), sql);
            } else if (e.getCause() instanceof EtlException known) {
                throw known;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private String reached(Duration limit) throws SQLException {
        try (var connection = open(limit)) {
            if (JdbcDriver.of(url) == JdbcDriver.SQLITE) {
                // a file is looked at first when something is asked
                connection.createStatement().execute("SELECT count(*) FROM sqlite_master");
            }
            var facts = connection.getMetaData();
            return facts.getDatabaseProductName() + " " + facts.getDatabaseProductVersion();
        }
    }

    private Connection open(Duration limit) throws SQLException {
        if (JdbcDriver.of(url) == JdbcDriver.SQLITE) {
            JdbcDriver.file(url);
            var readOnly = new SQLiteConfig();
            readOnly.setReadOnly(true);
            return JDBC.createConnection(url, readOnly.toProperties());
        }
        var properties = new Properties();
        properties.putAll(postgres().properties());
        var seconds = Long.toString(Math.max(1, limit.toSeconds()));
        properties.setProperty("connectTimeout", seconds);
        properties.setProperty("socketTimeout", seconds);
        return new org.postgresql.Driver().connect(url, properties);
    }

    private EtlException cannot(String why, Exception cause) {
        return new EtlException(
                "Cannot connect by connection '" + name + "' to " + JdbcUrl.place(url) + ": " + why, cause);
    }
}
