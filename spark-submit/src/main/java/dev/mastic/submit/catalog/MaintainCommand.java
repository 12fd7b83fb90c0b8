// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.catalog;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mastic.catalog.spark.maintain.MaintenancePolicy;
import dev.mastic.catalog.spark.maintain.MaintenanceReport;
import dev.mastic.catalog.spark.maintain.TableMaintenance;
import dev.mastic.core.catalog.Catalog;
import dev.mastic.core.catalog.TableName;
import dev.mastic.core.failure.ExitCode;
import dev.mastic.core.failure.UsageException;
import dev.mastic.submit.console.Console;
import dev.mastic.submit.verb.Sessions;
import dev.mastic.submit.verb.Verb;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Maintains an Iceberg table by the policies that the catalog keeps for it. */
@Command(
        name = "maintain",
        description =
                "Compact an Iceberg table, expire its snapshots, remove its orphan files and rewrite its manifests,"
                        + " by policies that the catalog keeps.")
public final class MaintainCommand extends Verb {
    @Parameters(arity = "1", paramLabel = "TABLE", description = "The table, as database.table.")
    private String table;

    @Option(names = "--dry-run", description = "Say what would be done, and change nothing.")
    private boolean dryRun;

    @Option(
            names = "--set",
            paramLabel = "TYPE.WORD=VALUE",
            description =
                    "Keep a word of the table's policy in the catalog before, such as compaction.minInputFiles=2,"
                            + " retention.snapshotRetentionPeriodInDays=7 or orphan_file_deletion.enabled=false; may be repeated.")
    private Map<String, String> words = new LinkedHashMap<>();

    @Override
    protected ExitCode execute(Console console) {
        var name = TableName.parse(table);
        if (dryRun && !words.isEmpty()) {
            throw new UsageException(
                    "Cannot keep a policy in a dry run: --set changes the catalog (expected one of --set and --dry-run)");
        }
        try (var workspace = openHere()) {
            var catalog = workspace.parts().the(Catalog.class);
            var policy = new MaintenancePolicy(catalog, name);
            var spark = Sessions.lazy("mastic maintain", workspace.project(), options());
            var maintenance = TableMaintenance.of(workspace.parts(), name, policy, spark);
            policy.keep(words);
            var report = dryRun ? maintenance.rehearse() : maintenance.run();
            print(console, report);
            return report.anyLost() ? ExitCode.PARTIAL : ExitCode.OK;
        }
    }

    private void print(Console console, MaintenanceReport report) {
        var form = options().output();
        if (form == Console.Output.json) {
            console.print(json(report));
            return;
        }
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("step", "what", "count"));
        for (var step : report.steps()) {
            var word = step.type().word();
            if (step.counts().isEmpty()) {
                rows.add(List.of(word, nothing(step), ""));
            }
            step.counts().forEach((what, count) -> rows.add(List.of(word, what, Long.toString(count))));
        }
        console.rows(form, rows);
    }

    /** Why nothing was done. */
    private static String nothing(MaintenanceReport.Step step) {
        if (step.enabled()) {
            return step.lost().map(why -> "lost to writers: " + why).orElse("nothing to do");
        }
        return "switched off";
    }

    private static ObjectNode json(MaintenanceReport report) {
        var document = new ObjectMapper().createObjectNode();
        document.put("table", report.table().toString()).put("dryRun", report.dryRun());
        var steps = document.putArray("steps");
        for (var step : report.steps()) {
            var one = steps.addObject().put("type", step.type().word()).put("enabled", step.enabled());
            step.counts().forEach(one::put);
            step.lost().ifPresent(why -> one.put("lost", why));
        }
        return document;
    }
}
