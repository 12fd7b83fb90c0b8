// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.jdbc;

import dev.mastic.core.config.JdbcUrl;
import dev.mastic.core.config.Secret;
import dev.mastic.core.config.Setting;
import dev.mastic.core.config.Settings;
import dev.mastic.core.failure.CommitRefusedException;
import dev.mastic.core.failure.EtlException;
import java.io.Serializable;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.postgresql.Driver;

/**
 * Where a database is and who asks. Each connection is opened when it is needed and closed after it; the password goes to the driver and is
 * shown nowhere. Without one, the driver looks into the user's file of passwords, as PostgreSQL's own tools do.
 *
 * @see <a href="https://jdbc.postgresql.org/documentation/use/">the options of a URL</a>
 */
final class PostgresDatabase implements Serializable {
    static final Setting<String> URL = Setting.of("jdbc", new UrlReader())
            .required()
            .doc("The database, as jdbc:postgresql://HOST:PORT/DATABASE; no password stands in it.");
    static final Setting<String> USER =
            Setting.string("user").doc("Who asks the database; by default who runs the job.");
    static final Setting<Secret> PASSWORD = Setting.secret("password")
            .doc(
                    "The user's password, as ${?NAME}, secret:env:NAME or secret:file:PATH; by default that of ~/.pgpass.");

    /** Equal text for equal values, in every session. */
    static final String SESSION = "SET TIME ZONE 'UTC'; SET DateStyle = 'ISO, YMD'; SET IntervalStyle = 'postgres';"
            + " SET extra_float_digits = 1; SET standard_conforming_strings = on";

    /** Cardinality, data, integrity, names and rights, views with a check, errors that triggers raise. */
    private static final Set<String> REFUSALS = Set.of("21", "22", "23", "42", "44", "P0");

    private static final long serialVersionUID = 1L;

    private final String url;
    // null for none: tasks carry them, and an Optional cannot travel
    private final String user;
    private final Secret password;

    PostgresDatabase(String url, Optional<String> user, Optional<Secret> password) {
        this.url = url;
        this.user = user.orElse(null);
        this.password = password.orElse(null);
    }

    static PostgresDatabase of(Settings settings) {
        return new PostgresDatabase(settings.get(URL), settings.find(USER), settings.find(PASSWORD));
    }

    String url() {
        return url;
    }

    /** What is done in one transaction. */
    interface Work<T> {
        T in(PostgresSession session) throws SQLException;
    }

    /**
     * Asks without changing anything; all answers are of one moment.
     *
     * @param what is done, after {@code Cannot}
     */
    <T> T ask(String what, Work<T> work) {
        try (var session = open()) {
            session.run("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
            return work.in(session);
        } catch (SQLException e) {
            throw failure(what, e);
        }
    }

    /** Changes something, all of it or nothing. */
    <T> T change(String what, Work<T> work) {
        try (var session = open()) {
            var answer = work.in(session);
            session.commit();
            return answer;
        } catch (SQLException e) {
            throw failure(what, e);
        }
    }

    /** A new transaction, which is taken back unless it is committed. */
    PostgresSession open() throws SQLException {
        var connection = connect();
        try (var statement = connection.createStatement()) {
            statement.execute(SESSION);
            connection.setAutoCommit(false);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        return new PostgresSession(connection);
    }

    /** The driver itself: in a task, its class loader is not the one that the drivers are registered with. */
    private Connection connect() throws SQLException {
        return new Driver().connect(url, properties());
    }

    /** What the driver must be told beside the URL; Spark's reader passes it on. */
    Properties properties() {
        var properties = new Properties();
        if (user != null) {
            properties.setProperty("user", user);
        }
        if (password != null) {
            properties.setProperty("password", password.reveal());
        }
        properties.setProperty("ApplicationName", "mastic");
        properties.setProperty("tcpKeepAlive", "true");
        return properties;
    }

    /** What went wrong, as the server or the driver says it; neither repeats a password. */
    EtlException failure(String what, SQLException e) {
        return new EtlException("Cannot " + what + " in " + this + ": " + reason(e), e);
    }

    /**
     * What went wrong in a commit. Rows that break a rule of the target, and a target that has lost a column or a right, are refused for
     * good; what comes of connections and of other transactions passes.
     *
     * @see <a href="https://www.postgresql.org/docs/current/errcodes-appendix.html">the classes of errors</a>
     */
    EtlException commitFailure(TableId table, SQLException e) {
        var failure = failure("commit to table " + table, e);
        var state = String.valueOf(e.getSQLState());
        return REFUSALS.stream().anyMatch(state::startsWith)
                ? new CommitRefusedException(failure.getMessage(), e)
                : failure;
    }

    /** Whether the server may have done what it was asked, without our hearing of it. */
    static boolean isConnectionLost(SQLException e) {
        var state = String.valueOf(e.getSQLState());
        return e.getSQLState() == null || state.startsWith("08") || state.startsWith("57P");
    }

    static String reason(SQLException e) {
        var said = String.valueOf(e.getMessage()).strip().replaceAll("\\s*\\n\\s*", "; ");
        // of a host without an address the driver says only that an attempt failed
        return e.getCause() instanceof UnknownHostException unknown
                ? said + " The host " + unknown.getMessage() + " is not known."
                : said;
    }

    /** The URL without its options. */
    @Override
    public String toString() {
        return JdbcUrl.place(url);
    }
}
