// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.jdbc;

import dev.mastic.core.config.Settings;
import dev.mastic.core.config.SettingsSpec;
import dev.mastic.core.plugin.Parts;
import dev.mastic.core.plugin.Registry;
import dev.mastic.testkit.CutProxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A database of a test, with what is asked of it beside the connectors. */
record TestDatabase(String url) {
    /** Neither source nor sink asks for parts. */
    static final Parts NONE = new Parts() {
        @Override
        public <P> P the(Class<P> kind) {
            throw new IllegalStateException("no parts");
        }

        @Override
        public <P> P create(Class<P> kind, String name, Settings settings) {
            throw new IllegalStateException("no parts");
        }

        @Override
        public Registry registry() {
            return Registry.of(List.of());
        }
    };

    /** Runs statements, each in a transaction of its own. */
    TestDatabase run(String... statements) {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            for (var each : statements) {
                statement.execute(each);
            }
            return this;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** An answer of one number to each row. */
    List<Long> numbers(String sql) {
        try (var session = new PostgresSession(connect())) {
            return session.column(sql).stream().map(Long::valueOf).toList();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** An answer of one text to each row. */
    List<String> texts(String sql) {
        try (var session = new PostgresSession(connect())) {
            return session.column(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(url);
    }

    JdbcSource source(Map<String, ?> settings) {
        var maker = new JdbcSource.Plugin();
        return maker.create(settings(maker.settings(), settings), NONE);
    }

    JdbcSink sink(Map<String, ?> settings) {
        var maker = new JdbcSink.Plugin();
        return maker.create(settings(maker.settings(), settings), NONE);
    }

    /** Whether there is such a table. */
    boolean has(String table) {
        return !texts("SELECT 1 FROM pg_class WHERE relname = '" + table + "'").isEmpty();
    }

    /** The same database through a proxy. */
    TestDatabase through(CutProxy proxy) {
        return new TestDatabase(url.replaceFirst(":\\d+/", ":" + proxy.port() + "/"));
    }

    CutProxy proxy() {
        return CutProxy.to(Integer.parseInt(url.replaceFirst(".*:(\\d+)/.*", "$1")));
    }

    private Settings settings(SettingsSpec spec, Map<String, ?> more) {
        var all = new HashMap<String, Object>(more);
        all.putIfAbsent("jdbc", url);
        return spec.of("test", all);
    }
}
