// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.catalog;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mastic.catalog.hive.HiveSync;
import dev.mastic.catalog.hive.SyncPlan;
import dev.mastic.catalog.hive.SyncScope;
import dev.mastic.catalog.hive.SyncStep;
import dev.mastic.core.catalog.Catalog;
import dev.mastic.core.failure.ExitCode;
import dev.mastic.submit.console.Console;
import dev.mastic.submit.console.TableJson;
import dev.mastic.submit.verb.Verb;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Brings the catalog and a Hive metastore into step. */
@Command(
        name = "sync",
        description =
                "Bring the catalog and a Hive metastore into step: what differs first, then the change. Only metadata is"
                        + " written; tables of files become external tables in Hive.")
final class CatalogSync extends Verb {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The direction. */
    static final class Direction {
        @Option(
                names = "--to",
                required = true,
                paramLabel = "URI",
                description = "Change the metastore at thrift://host:port as the catalog is.")
        private String to;

        @Option(
                names = "--from",
                required = true,
                paramLabel = "URI",
                description = "Change the catalog as the metastore at thrift://host:port is.")
        private String from;

        private HiveSync open(Catalog catalog) {
            return to == null ? HiveSync.from(from, catalog) : HiveSync.to(to, catalog);
        }
    }

    @ArgGroup(multiplicity = "1")
    private Direction direction;

    @Option(names = "--database", paramLabel = "DATABASE", description = "Only this database; may be repeated.")
    private List<String> databases = new ArrayList<>();

    @Option(
            names = "--drop",
            description =
                    "Drop tables and partitions that only the changed side has, never their data; else they stay.")
    private boolean drop;

    @Option(names = "--dry-run", description = "Say what differs, and change nothing.")
    private boolean dryRun;

    @Override
    protected ExitCode execute(Console console) {
        try (var workspace = openHere();
                var sync = direction.open(workspace.parts().the(Catalog.class))) {
            var plan = sync.plan(new SyncScope(databases, drop));
            var steps = dryRun ? plan.steps() : changed(console, plan);
            print(console, steps);
            return steps.stream().anyMatch(SyncStep::isLeft) ? ExitCode.PARTIAL : ExitCode.OK;
        }
    }

    private static List<SyncStep> changed(Console console, SyncPlan plan) {
        plan.steps().forEach(step -> {
            console.say(step.action() + " " + step.name());
            step.differences().forEach(line -> console.say("    " + line));
            if (!partitions(step).isEmpty()) {
                console.say("    partitions: " + partitions(step));
            }
        });
        return plan.apply();
    }

    private void print(Console console, List<SyncStep> steps) {
        switch (options().output()) {
            case json -> {
                var document = JSON.createObjectNode().put("dryRun", dryRun);
                document.set("steps", TableJson.array(steps, CatalogSync::node));
                console.print(document);
            }
            case csv -> console.csv(rows(steps));
            case table -> {
                if (steps.isEmpty()) {
                    console.show("the two agree: nothing to change");
                } else {
                    console.show(dryRun ? "would change (a dry run)" : "changed");
                    console.table(rows(steps));
                }
            }
        }
    }

    private static ObjectNode node(SyncStep step) {
        var node =
                JSON.createObjectNode().put("action", step.action().toString()).put("name", step.name());
        step.differences().forEach(node.putArray("differences")::add);
        node.putObject("partitions")
                .put("added", step.partitions().added())
                .put("altered", step.partitions().altered())
                .put("dropped", step.partitions().dropped());
        return node;
    }

    private static List<List<String>> rows(List<SyncStep> steps) {
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("action", "name", "partitions", "differences"));
        steps.forEach(step -> rows.add(List.of(
                step.action().toString(), step.name(), partitions(step), String.join("; ", step.differences()))));
        return rows;
    }

    private static String partitions(SyncStep step) {
        var counts = step.partitions();
        var words = new ArrayList<String>();
        count(words, counts.added(), "added");
        count(words, counts.altered(), "altered");
        count(words, counts.dropped(), "dropped");
        return String.join(", ", words);
    }

    private static void count(List<String> words, int number, String verb) {
        if (number > 0) {
            words.add(Console.count(number) + " " + verb);
        }
    }
}
