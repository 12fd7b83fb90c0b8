// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms.sql;

import dev.mastic.core.type.Type;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.analysis.Analyzer;
import org.apache.spark.sql.catalyst.analysis.FunctionRegistry;
import org.apache.spark.sql.catalyst.analysis.FunctionRegistry$;
import org.apache.spark.sql.catalyst.analysis.NoSuchFunctionException;
import org.apache.spark.sql.catalyst.analysis.TableFunctionRegistry$;
import org.apache.spark.sql.catalyst.catalog.InMemoryCatalog;
import org.apache.spark.sql.catalyst.catalog.SessionCatalog;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.connector.catalog.CatalogManager;
import org.apache.spark.sql.connector.catalog.FunctionCatalog;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.connector.catalog.functions.UnboundFunction;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.internal.SQLConf$;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * Spark's SQL as Mastic speaks it: built-in functions only, ANSI mode off whatever the session says, so that types are the same when a
 * job is checked and when it runs.
 *
 * @param caseSensitive whether names must match exactly
 * @param timeZone of casts between texts and times
 */
record SqlDialect(boolean caseSensitive, String timeZone) {
    /** Functions that call Java code, or answer from the session and not from the rows. */
    static final Set<String> REFUSED_FUNCTIONS =
            Set.of("java_method", "reflect", "current_catalog", "current_database", "current_schema");

    /** The dialect in which texts are parsed. */
    static final SqlDialect PLAIN = new SqlDialect(false, "UTC");

    /** How names of these records are told apart: exactly, if that makes a difference, or as in Spark. */
    static SqlDialect exact(Collection<Type.Struct> records) {
        return new SqlDialect(records.stream().anyMatch(SqlDialect::hasTwins), PLAIN.timeZone);
    }

    SqlDialect ignoringCase() {
        return new SqlDialect(false, timeZone);
    }

    SqlDialect in(String otherTimeZone) {
        return new SqlDialect(caseSensitive, otherTimeZone);
    }

    /** Parses or analyses in this dialect, with or without a session. */
    <T> T speak(Supplier<T> work) {
        var conf = new SQLConf();
        conf.setConfString(SQLConf.CASE_SENSITIVE().key(), String.valueOf(caseSensitive));
        conf.setConfString(SQLConf.ANSI_ENABLED().key(), "false");
        conf.setConfString(SQLConf.SESSION_LOCAL_TIMEZONE().key(), timeZone);
        return SQLConf$.MODULE$.withExistingConf(conf, work::get);
    }

    /** The plan with names and types found; called inside {@link #speak}. */
    static LogicalPlan analyze(LogicalPlan parsed) {
        var catalog = new SessionCatalog(
                new InMemoryCatalog(new SparkConf(false), new Configuration(false)),
                functions(),
                TableFunctionRegistry$.MODULE$.builtin());
        var analyzer = new Analyzer(new CatalogManager(new BuiltInOnly(), catalog));
        var analyzed = analyzer.execute(parsed);
        analyzer.checkAnalysis(analyzed);
        analyzed.setAnalyzed();
        return analyzed;
    }

    private static FunctionRegistry functions() {
        FunctionRegistry functions = FunctionRegistry$.MODULE$.builtin().clone();
        REFUSED_FUNCTIONS.forEach(name -> functions.dropFunction(FunctionIdentifier.apply(name)));
        return functions;
    }

    static boolean hasTwins(Type type) {
        if (type instanceof Type.Struct struct) {
            var seen = new HashSet<String>();
            return struct.fields().stream()
                    .anyMatch(field -> !seen.add(field.name().toLowerCase(Locale.ROOT)) || hasTwins(field.type()));
        } else if (type instanceof Type.Choice choice) {
            return choice.members().stream().anyMatch(SqlDialect::hasTwins);
        } else if (type instanceof Type.Array array) {
            return hasTwins(array.element());
        }
        return type instanceof Type.Map map
                && List.of(map.key(), map.value()).stream().anyMatch(SqlDialect::hasTwins);
    }

    /** Where Spark looks for functions that are not built in: there are none. */
    private static final class BuiltInOnly implements FunctionCatalog {
        @Override
        public void initialize(String name, CaseInsensitiveStringMap options) {
            // it has no options
        }

        @Override
        public String name() {
            return CatalogManager.SESSION_CATALOG_NAME();
        }

        @Override
        public Identifier[] listFunctions(String[] namespace) {
            return new Identifier[0];
        }

        @Override
        public UnboundFunction loadFunction(Identifier function) throws NoSuchFunctionException {
            throw new NoSuchFunctionException(function);
        }
    }
}
