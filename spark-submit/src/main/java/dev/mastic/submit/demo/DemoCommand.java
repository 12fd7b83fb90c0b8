// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mastic.core.config.Project;
import dev.mastic.core.failure.ExitCode;
import dev.mastic.engine.RunReportJson;
import dev.mastic.submit.console.Console;
import dev.mastic.submit.console.TableJson;
import dev.mastic.submit.verb.Termination;
import dev.mastic.submit.verb.Verb;
import dev.mastic.submit.verb.Workspace;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows on real data what Mastic does: crawl, run, run again, run on what is new. */
@Command(name = "demo", description = "Crawl real data, run two jobs on it, and run them again on what is new.")
public final class DemoCommand extends Verb {
    @Option(names = "--data", paramLabel = "DIR", description = "Another folder of the same shape as the bundled one.")
    private Path data;

    @Option(
            names = "--into",
            paramLabel = "DIR",
            description = "The folder to make. Default: mastic-demo, with a number if it exists.")
    private Path into;

    @Override
    protected ExitCode execute(Console console) {
        boolean asDocument = options().output() == Console.Output.json;
        var folder = DemoFolder.make(Optional.ofNullable(into), Optional.ofNullable(data));
        var project = new Project(
                folder.file("mastic.db").toString(), folder.file("warehouse").toString(), Map.of());
        return Termination.waitsFor(stopping -> play(console, folder, project, asDocument));
    }

    private ExitCode play(Console console, DemoFolder folder, Project project, boolean asDocument) {
        try (var workspace = Workspace.open(project)) {
            var demo = new Demo(folder, workspace, options(), asDocument ? Optional.empty() : Optional.of(console));
            var reports = demo.play();
            if (asDocument) {
                var document = new ObjectMapper().createObjectNode();
                document.set("tables", demo.tables());
                document.set("runs", TableJson.array(reports, RunReportJson::node));
                console.print(document);
            } else {
                ending(console, folder);
            }
            return ExitCode.OK;
        }
    }

    private static void ending(Console console, DemoFolder folder) {
        var command = Optional.ofNullable(System.getenv("MASTIC_COMMAND")).orElse("mastic");
        var here = Path.of("").toAbsolutePath();
        var place = folder.root().startsWith(here) ? here.relativize(folder.root()) : folder.root();
        console.show("");
        console.show(
                "The output: " + place.resolve("out") + " (Parquet), " + place.resolve("warehouse") + " (Iceberg)");
        console.show("Try next:");
        List.of(
                        " cat " + place.resolve("out/history") + " --limit 3",
                        " catalog show legislators.persons --db " + place.resolve("mastic.db"),
                        " runs list --db " + place.resolve("mastic.db"))
                .forEach(next -> console.show("  " + command + next));
    }
}
