// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mastic.core.failure.ExitCode;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.LazySpark;
import dev.mastic.submit.console.Console;
import dev.mastic.submit.verb.Sessions;
import dev.mastic.submit.verb.Verb;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Prints the rows of a query over tables and files, or runs a statement about tables. */
@Command(
        name = "sql",
        description =
                "Print the rows of a query over tables (db.table) and files (`in/x.json`), as NDJSON; or run a statement"
                        + " about tables, such as MERGE INTO.")
public final class SqlCommand extends Verb {
    @Parameters(arity = "1", paramLabel = "QUERY", description = "A query or statement in Spark's SQL, such as SELECT.")
    private String query;

    @Mixin
    private RowOptions rows = new RowOptions();

    @Override
    protected ExitCode execute(Console console) {
        int limit = rows.limit();
        var parsed = Statement.is(query) ? Optional.<Query>empty() : Optional.of(Query.parse(query));
        try (var workspace = openHere();
                var refused = rows.refusedRows(console)) {
            var spark = Sessions.lazy("mastic sql", workspace.project(), options());
            var relations = new Relations(new Reading(workspace, spark, "mastic sql"));
            if (parsed.isEmpty() || asksTheCatalog(parsed.get(), relations)) {
                var session = Sessions.withCatalog("mastic sql", workspace.project(), options());
                print(console, RowOptions.limited(new Statement(query).rows(session), limit));
                return ExitCode.OK;
            }
            print(console, RowOptions.limited(rows(parsed.get(), spark, relations), limit));
            relations.frames().forEach(refused::addAll);
            return refused.anyWholeFile() ? ExitCode.FAILED : ExitCode.OK;
        }
    }

    private void print(Console console, Dataset<Row> answer) {
        var form = options().output(Console.Output.json);
        if (form == Console.Output.json) {
            refuseTwins(answer);
        }
        new RowPrinter(console, form).print(answer);
    }

    /** Views, and the past and the metadata of tables, are known to a session that has the catalog. */
    private static boolean asksTheCatalog(Query query, Relations relations) {
        return query.travelsInTime() || query.names().anyMatch(relations::asksTheCatalog);
    }

    private static Dataset<Row> rows(Query query, LazySpark spark, Relations relations) {
        try {
            return query.rows(spark, relations);
        } catch (UsageException e) {
            var hint = relations.hint(e.getMessage());
            throw hint.isEmpty() ? e : new UsageException(e.getMessage() + hint, e);
        }
    }

    /** An object with two values of one name would lose one of them in most readers. */
    private static void refuseTwins(Dataset<Row> answer) {
        var seen = new HashSet<String>();
        Arrays.stream(answer.columns())
                .filter(name -> !seen.add(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new UsageException("Cannot print rows as JSON: two columns are called '" + name
                            + "' (give one a name with AS, or use --output csv)");
                });
    }

    /** Rows, one a line: none is the right document of a failure. */
    @Override
    protected Optional<ObjectNode> failure(ExitCode code, String message) {
        return Optional.empty();
    }
}
