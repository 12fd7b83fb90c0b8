// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog;

import dev.mastic.database.Dialect;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;

/** How the database carries out the queries of partitions that are run meanwhile. */
final class Plans implements SqlLogger {
    private final String explain;
    private final List<String> plans = new ArrayList<>();

    Plans(Dialect dialect) {
        this.explain = dialect == Dialect.SQLITE ? "explain query plan " : "explain ";
    }

    List<String> plans() {
        return plans;
    }

    @Override
    public void logBeforeExecution(StatementContext context) {
        if (!context.getRenderedSql().contains(" as text, partition_values")) {
            return;
        }
        try (var statement = context.getConnection()
                .prepareStatement(explain + context.getParsedSql().getSql())) {
            int position = 1;
            for (var name : context.getParsedSql().getParameters().getParameterNames()) {
                context.getBinding().findForName(name, context).orElseThrow().apply(position++, statement, context);
            }
            var plan = new StringBuilder();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    plan.append(rows.getString(rows.getMetaData().getColumnCount()))
                            .append('\n');
                }
            }
            plans.add(plan.toString());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
