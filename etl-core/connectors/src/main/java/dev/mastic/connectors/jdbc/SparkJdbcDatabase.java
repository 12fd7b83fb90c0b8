// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.jdbc;

import dev.mastic.core.config.Secret;
import dev.mastic.core.failure.EtlException;
import dev.mastic.core.failure.UsageException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.execution.datasources.jdbc.JDBCOptions;
import org.apache.spark.sql.execution.datasources.jdbc.JDBCRDD;
import org.apache.spark.sql.jdbc.JdbcDialects;
import org.apache.spark.sql.types.StructType;
import scala.collection.immutable.HashMap$;

/**
 * A database as Spark reaches it: by its driver, and by Spark's dialect for its URL.
 *
 * @param driver the class, where the driver does not make itself known
 */
record SparkJdbcDatabase(String url, Optional<String> driver, Optional<String> user, Optional<Secret> password) {
    /** What Spark's JDBC source must be told. */
    Map<String, String> options(String relation) {
        var options = new TreeMap<String, String>();
        options.put("url", url);
        options.put("dbtable", relation);
        driver.ifPresent(name -> options.put("driver", name));
        user.ifPresent(name -> options.put("user", name));
        password.ifPresent(secret -> options.put("password", secret.reveal()));
        return options;
    }

    /** A name as the database reads it, case and all. */
    String quoted(String name) {
        return JdbcDialects.get(url).quoteIdentifier(name);
    }

    /**
     * The columns of a relation, with the types of Spark's dialect. Starts no Spark.
     *
     * @throws UsageException if the driver is not there, or the database knows no such relation
     */
    StructType columns(String relation) {
        return ask("read " + relation, () -> JDBCRDD.resolveTable(jdbc(relation)));
    }

    /** The first row of an answer, each value as text. */
    List<String> first(String relation, String sql) {
        return ask("read " + relation, () -> {
            try (var connection = connect(relation);
                    var statement = connection.createStatement();
                    var answer = statement.executeQuery(sql)) {
                answer.next();
                var row = new ArrayList<String>();
                for (int i = 1; i <= answer.getMetaData().getColumnCount(); i++) {
                    row.add(answer.getString(i));
                }
                return row;
            }
        });
    }

    private Connection connect(String relation) {
        return JdbcDialects.get(url).createConnectionFactory(jdbc(relation)).apply(-1);
    }

    private JDBCOptions jdbc(String relation) {
        scala.collection.immutable.Map<String, String> options = HashMap$.MODULE$.empty();
        for (var option : options(relation).entrySet()) {
            options = options.updated(option.getKey(), option.getValue());
        }
        return new JDBCOptions(options);
    }

    private interface Work<T> {
        T done() throws Exception;
    }

    private <T> T ask(String what, Work<T> work) {
        try {
            return work.done();
        } catch (ClassNotFoundException e) {
            throw new UsageException("Cannot " + what + ": there is no driver " + driver.orElse("for " + this)
                    + " on the class path: put its jar into lib/ of Mastic, or name it in --jars of spark-submit");
        } catch (SQLException e) {
            throw failure(what, e);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) { // Scala throws checked exceptions that it does not declare
            throw new EtlException("Cannot " + what + " in " + this + ": " + e.getMessage(), e);
        }
    }

    private EtlException failure(String what, SQLException e) {
        var why = "Cannot " + what + " in " + this + ": " + PostgresDatabase.reason(e);
        return "08001".equals(e.getSQLState()) && driver.isEmpty()
                ? new UsageException(
                        why + ": put the driver's jar into lib/ of Mastic, or name it in --jars of"
                                + " spark-submit, and set driver to its class",
                        e)
                : new EtlException(why, e);
    }

    /** The URL without its options. */
    @Override
    public String toString() {
        return DriverUrlReader.place(url);
    }
}
