// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.spark;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.TableIdentifier;
import org.apache.spark.sql.catalyst.analysis.UnresolvedRelation;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.sql.catalyst.parser.ParserInterface;
import org.apache.spark.sql.catalyst.plans.logical.DeleteFromTable;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.MergeIntoTable;
import org.apache.spark.sql.catalyst.plans.logical.SubqueryAlias;
import org.apache.spark.sql.catalyst.plans.logical.UpdateTable;
import org.apache.spark.sql.connector.catalog.CatalogPlugin;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/**
 * Refuses statements that change single rows of a table of files as soon as they are read: rules of other extensions, which may come before
 * ours, break at such tables.
 */
record StatementParser(SparkSession session, ParserInterface delegate) implements ParserInterface {
    @Override
    public LogicalPlan parsePlan(String sql) throws ParseException {
        var plan = delegate.parsePlan(sql);
        if (plan instanceof UpdateTable update) {
            refuse("UPDATE", update.table());
        } else if (plan instanceof MergeIntoTable merge) {
            refuse("MERGE", merge.targetTable());
        } else if (plan instanceof DeleteFromTable delete) {
            refuse("DELETE", delete.table());
        }
        return plan;
    }

    private void refuse(String statement, LogicalPlan target) {
        if (target instanceof SubqueryAlias alias) {
            refuse(statement, alias.child());
        } else if (target instanceof UnresolvedRelation relation) {
            table(JavaConverters.seqAsJavaList(relation.multipartIdentifier())).ifPresent(table -> {
                throw table.singleRows(statement);
            });
        }
    }

    private Optional<FilesTable> table(List<String> name) {
        var catalogs = session.sessionState().catalogManager();
        boolean named = name.size() > 1 && catalogs.isCatalogRegistered(name.get(0));
        if (named) {
            return table(catalogs.catalog(name.get(0)), name.subList(1, name.size()));
        }
        var namespace = name.size() > 1 ? Stream.<String>empty() : Arrays.stream(catalogs.currentNamespace());
        return table(catalogs.currentCatalog(), Stream.concat(namespace, name.stream()).toList());
    }

    private static Optional<FilesTable> table(CatalogPlugin catalog, List<String> name) {
        if (!(catalog instanceof MasticCatalog ours)) {
            return Optional.empty();
        }
        int last = name.size() - 1;
        var identifier = Identifier.of(name.subList(0, last).toArray(String[]::new), name.get(last));
        return ours.open()
                .findOther(identifier)
                .map(found -> FilesTable.of(ours.open(), found));
    }

    @Override
    public LogicalPlan parseQuery(String sql) throws ParseException {
        return delegate.parseQuery(sql);
    }

    @Override
    public Expression parseExpression(String sql) throws ParseException {
        return delegate.parseExpression(sql);
    }

    @Override
    public TableIdentifier parseTableIdentifier(String sql) throws ParseException {
        return delegate.parseTableIdentifier(sql);
    }

    @Override
    public FunctionIdentifier parseFunctionIdentifier(String sql) throws ParseException {
        return delegate.parseFunctionIdentifier(sql);
    }

    @Override
    public Seq<String> parseMultipartIdentifier(String sql) throws ParseException {
        return delegate.parseMultipartIdentifier(sql);
    }

    @Override
    public StructType parseTableSchema(String sql) throws ParseException {
        return delegate.parseTableSchema(sql);
    }

    @Override
    public DataType parseDataType(String sql) throws ParseException {
        return delegate.parseDataType(sql);
    }
}
