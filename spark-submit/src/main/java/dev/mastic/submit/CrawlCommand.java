// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit;

import dev.mastic.core.config.Location;
import dev.mastic.core.crawl.CrawlReport;
import dev.mastic.core.crawl.CrawlRequest;
import dev.mastic.core.crawl.Crawler;
import dev.mastic.core.failure.ExitCode;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Turns folders of files into tables. */
@Command(name = "crawl", description = "Turn folders of files into tables of the catalog.")
final class CrawlCommand extends Verb {
    @Parameters(arity = "1..*", paramLabel = "PATH", description = "Files or folders.")
    private List<String> paths;

    @Option(names = "--database", paramLabel = "NAME", description = "Where the tables go. Default: ${DEFAULT-VALUE}.")
    private String database = "default";

    @Option(names = "--dry-run", description = "Only show what would change.")
    private boolean dryRun;

    @Override
    ExitCode execute(Console console) {
        var here = Path.of("").toAbsolutePath().toString();
        var targets = paths.stream().map(path -> Location.resolve(here, path)).toList();
        try (var workspace = openHere()) {
            console.say("state: " + workspace.project().db());
            var report = workspace.parts().the(Crawler.class).crawl(CrawlRequest.of(targets, database, dryRun));
            switch (options().output()) {
                case json -> console.print(TableJson.document(report));
                case csv -> console.csv(TableText.crawled(report));
                case table -> table(console, report);
            }
            return report.isPartial() ? ExitCode.PARTIAL : ExitCode.OK;
        }
    }

    private static void table(Console console, CrawlReport report) {
        TableText.print(console, report);
        report.skipped().forEach(skipped -> console.say("skipped " + skipped.path() + ": " + skipped.reason()));
    }
}
