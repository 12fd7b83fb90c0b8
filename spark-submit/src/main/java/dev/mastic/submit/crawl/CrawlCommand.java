// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.crawl;

import dev.mastic.core.config.Problems;
import dev.mastic.core.crawl.CrawlOutput;
import dev.mastic.core.crawl.CrawlOutput.Layout;
import dev.mastic.core.crawl.CrawlReport;
import dev.mastic.core.crawl.CrawlRequest;
import dev.mastic.core.crawl.Crawler;
import dev.mastic.core.crawl.CrawlerSpec;
import dev.mastic.core.crawl.CrawlerSpec.Policy;
import dev.mastic.core.crawl.RecrawlBehavior;
import dev.mastic.core.crawl.SchemaChangePolicy;
import dev.mastic.core.failure.ExitCode;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.plugin.Registry;
import dev.mastic.crawler.CrawlerFile;
import dev.mastic.submit.console.Console;
import dev.mastic.submit.verb.Verb;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Turns folders of files, databases and Iceberg tables into tables. */
@Command(
        name = "crawl",
        description =
                "Turn folders of files, databases and Iceberg tables into tables of the catalog. Spark is started only where a --master"
                        + " is given.")
public final class CrawlCommand extends Verb {
    @Mixin
    private final TargetOptions asked = new TargetOptions();

    @Option(names = "--database", paramLabel = "NAME", description = "Where the tables go. Default: default.")
    private String database;

    @Option(names = "--prefix", paramLabel = "TEXT", description = "Stands before the name of each table.")
    private String prefix;

    @Option(names = "--as", paramLabel = "KIND", description = "Tables of which kind: ${COMPLETION-CANDIDATES}.")
    private Layout layout;

    @Option(
            names = "--recrawl",
            paramLabel = "WHAT",
            description = "What is looked at where a crawl was before: ${COMPLETION-CANDIDATES}. Default: everything.")
    private Recrawl recrawl;

    @Mixin
    private final ChangedOption changed = new ChangedOption();

    @Option(names = "--dry-run", description = "Only show what would change.")
    private boolean dryRun;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "A crawler file, whose settings hold where no option says otherwise.")
    private Path config;

    @Mixin
    private final CrawlOptions shown = new CrawlOptions();

    /** Glue's recrawl behaviors, as people write them. */
    enum Recrawl {
        EVERYTHING(RecrawlBehavior.CRAWL_EVERYTHING),
        NEW_FOLDERS(RecrawlBehavior.CRAWL_NEW_FOLDERS_ONLY),
        EVENTS(RecrawlBehavior.CRAWL_EVENT_MODE);

        private final RecrawlBehavior behavior;

        Recrawl(RecrawlBehavior behavior) {
            this.behavior = behavior;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    @Override
    protected ExitCode execute(Console console) {
        var file = Optional.ofNullable(config).map(CrawlCommand::read);
        var request = new CrawlRequest(
                crawler(file.map(CrawlerFile::crawler).orElseGet(() -> CrawlerSpec.adHoc(List.of(), "default"))),
                file.map(CrawlerFile::classifiers).orElse(List.of()),
                changed.paths(),
                dryRun);
        try (var workspace = openForCrawl()) {
            console.say("state: " + workspace.project().state());
            var report = crawl(workspace.parts().the(Crawler.class), request);
            shown.print(options(), console, report);
            return report.isPartial() ? ExitCode.PARTIAL : ExitCode.OK;
        }
    }

    private CrawlReport crawl(Crawler crawler, CrawlRequest request) {
        try (var progress = ShownProgress.of(options())) {
            return crawler.crawl(request, progress);
        }
    }

    static CrawlerFile read(Path file) {
        var problems = new Problems();
        var read = CrawlerFile.read(file, Registry.fromClasspath(), problems);
        problems.throwIfAny(file.toString());
        return read.orElseThrow();
    }

    /** A list of changed files makes it a crawl of events; new folders change nothing that exists. */
    private Policy policy(Policy written) {
        var asked = Optional.ofNullable(recrawl)
                .or(() -> changed.isGiven() ? Optional.of(Recrawl.EVENTS) : Optional.empty())
                .map(option -> option.behavior)
                .orElse(written.recrawl());
        var schemaChange =
                asked == RecrawlBehavior.CRAWL_NEW_FOLDERS_ONLY ? SchemaChangePolicy.LOG : written.schemaChange();
        return new Policy(schemaChange, asked, written.configuration());
    }

    private CrawlerSpec crawler(CrawlerSpec written) {
        var targets = asked.targets();
        if (targets.isEmpty() && written.targets().isEmpty()) {
            throw new UsageException(
                    "Cannot crawl: no target is given (expected files, folders or a jdbc: URL, --iceberg,"
                            + " --table, or --config FILE)");
        }
        var output = new CrawlOutput(
                Optional.ofNullable(database).orElse(written.output().database()),
                Optional.ofNullable(prefix).orElse(written.output().tablePrefix()),
                Optional.ofNullable(layout).orElse(written.output().layout()));
        return new CrawlerSpec(
                written.name(),
                written.description(),
                targets.isEmpty() ? written.targets() : targets,
                written.classifiers(),
                output,
                policy(written.policy()),
                written.overrides(),
                written.schedule());
    }
}
