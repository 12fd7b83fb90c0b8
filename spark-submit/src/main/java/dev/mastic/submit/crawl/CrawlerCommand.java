// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.crawl;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mastic.core.crawl.ClassifierSpec;
import dev.mastic.core.crawl.CrawlRecord;
import dev.mastic.core.crawl.CrawlReport;
import dev.mastic.core.crawl.Crawler;
import dev.mastic.core.crawl.CrawlerCodec;
import dev.mastic.core.crawl.CrawlerSpec;
import dev.mastic.core.crawl.CrawlerStore;
import dev.mastic.core.crawl.KeptCrawler;
import dev.mastic.core.failure.ExitCode;
import dev.mastic.crawler.CrawlerFile;
import dev.mastic.crawler.KeptCrawls;
import dev.mastic.operations.trigger.Schedule;
import dev.mastic.submit.console.Console;
import dev.mastic.submit.verb.CommonOptions;
import dev.mastic.submit.verb.Group;
import dev.mastic.submit.verb.Verb;
import dev.mastic.submit.verb.Workspace;
import dev.mastic.submit.verb.WrittenFile;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Crawlers that are kept in the catalog. */
@Command(
        name = "crawler",
        mixinStandardHelpOptions = true,
        description = "Keep crawlers in the catalog, and start them.",
        subcommands = {
            CrawlerCommand.Create.class,
            CrawlerCommand.Update.class,
            CrawlerCommand.ListAll.class,
            CrawlerCommand.Show.class,
            CrawlerCommand.Start.class,
            CrawlerCommand.Stop.class,
            CrawlerCommand.History.class,
            CrawlerCommand.Delete.class
        })
public final class CrawlerCommand extends Group {
    private static final Duration LEASE = Duration.ofMinutes(1);

    /** A command on one crawler, or all. */
    abstract static class OnStore extends Verb {
        @Override
        protected final ExitCode execute(Console console) {
            try (var workspace = openHere()) {
                execute(console, workspace, workspace.parts().the(CrawlerStore.class));
                return ExitCode.OK;
            }
        }

        abstract void execute(Console console, Workspace workspace, CrawlerStore store);
    }

    /** A command that keeps what a file says. */
    abstract static class FromFile extends OnStore {
        @Parameters(paramLabel = "FILE", description = "A crawler file, or Glue's JSON in a .json file.")
        private Path file;

        @Override
        final void execute(Console console, Workspace workspace, CrawlerStore store) {
            var written = read();
            // a wrong one is told at once, not by the server that would start it
            written.crawler().schedule().ifPresent(schedule -> new Schedule(schedule, ZoneOffset.UTC));
            written.classifiers().forEach(classifier -> ClassifierCommand.keep(store, classifier));
            var kept = keep(store, written.crawler());
            console.say((kept.version() == 1 ? "created" : "updated") + " crawler " + kept.name() + ", version "
                    + kept.version());
            show(options(), console, store, kept);
        }

        abstract KeptCrawler keep(CrawlerStore store, CrawlerSpec crawler);

        private CrawlerFile read() {
            return WrittenFile.isJson(file)
                    ? new CrawlerFile(CrawlerCodec.read(WrittenFile.text(file)), List.<ClassifierSpec>of())
                    : CrawlCommand.read(file);
        }
    }

    @Command(name = "create", description = "Keep a crawler, and the classifiers of its file.")
    static final class Create extends FromFile {
        @Override
        KeptCrawler keep(CrawlerStore store, CrawlerSpec crawler) {
            return store.create(crawler);
        }
    }

    @Command(name = "update", description = "Replace a crawler, and the classifiers of its file.")
    static final class Update extends FromFile {
        @Override
        KeptCrawler keep(CrawlerStore store, CrawlerSpec crawler) {
            var before = store.crawler(crawler.name());
            return before.crawler().equals(crawler) ? before : store.update(crawler, before.version());
        }
    }

    @Command(name = "list", description = "All crawlers.")
    static final class ListAll extends OnStore {
        @Override
        void execute(Console console, Workspace workspace, CrawlerStore store) {
            var kept = store.crawlers();
            if (options().output() == Console.Output.json) {
                console.print(CrawlerJson.list("crawlers", kept, crawler -> CrawlerJson.of(crawler, store)));
            } else {
                console.rows(options().output(), CrawlerJson.rows(kept, store));
            }
        }
    }

    /** A command on the crawler of a name. */
    abstract static class OnOne extends OnStore {
        @Parameters(paramLabel = "NAME", description = "The name of a crawler.")
        private String name;

        String name() {
            return name;
        }
    }

    @Command(name = "show", description = "One crawler, as Glue shows it.")
    static final class Show extends OnOne {
        @Override
        void execute(Console console, Workspace workspace, CrawlerStore store) {
            show(options(), console, store, store.crawler(name()));
        }
    }

    @Command(name = "start", description = "Crawl now, and wait for the end.")
    static final class Start extends Verb {
        @Parameters(paramLabel = "NAME", description = "The name of a crawler.")
        private String name;

        @Mixin
        private final ChangedOption changed = new ChangedOption();

        @Mixin
        private final CrawlOptions shown = new CrawlOptions();

        @Override
        protected ExitCode execute(Console console) {
            try (var workspace = openForCrawl()) {
                var store = workspace.parts().the(CrawlerStore.class);
                var report = crawl(new KeptCrawls(store, workspace.parts().the(Crawler.class), LEASE, console::say));
                shown.print(options(), console, report);
                return report.isPartial() ? ExitCode.PARTIAL : ExitCode.OK;
            }
        }

        private CrawlReport crawl(KeptCrawls crawls) {
            try (var progress = ShownProgress.of(options())) {
                return crawls.start(name, changed.paths(), progress).report();
            }
        }
    }

    @Command(name = "stop", description = "Tell the crawl that runs to stop before its next file or table.")
    static final class Stop extends OnOne {
        @Override
        void execute(Console console, Workspace workspace, CrawlerStore store) {
            store.stop(name());
            console.say("crawler " + name() + " was told to stop");
            show(options(), console, store, store.crawler(name()));
        }
    }

    @Command(name = "history", description = "What its crawls did, newest first.")
    static final class History extends OnOne {
        @Option(names = "--limit", paramLabel = "N", description = "At most so many. Default: ${DEFAULT-VALUE}.")
        private int limit = 20;

        @Override
        void execute(Console console, Workspace workspace, CrawlerStore store) {
            var crawls = store.history(name(), limit);
            if (options().output() == Console.Output.json) {
                console.print(CrawlerJson.list("crawls", crawls, CrawlerJson::of));
            } else {
                console.rows(options().output(), rows(crawls));
            }
        }

        private static List<List<String>> rows(List<CrawlRecord> crawls) {
            var rows = new ArrayList<List<String>>();
            rows.add(List.of("crawl", "state", "started", "seconds", "added", "updated", "deleted", "error"));
            crawls.forEach(crawl -> rows.add(List.of(
                    crawl.id(),
                    crawl.state().toString(),
                    crawl.started().toString(),
                    crawl.took()
                            .map(time -> String.valueOf(time.toMillis() / 1000.0))
                            .orElse(""),
                    String.valueOf(crawl.summary().tables().added()),
                    String.valueOf(crawl.summary().tables().updated()),
                    String.valueOf(crawl.summary().tables().deleted()),
                    crawl.error().orElse(""))));
            return rows;
        }
    }

    @Command(name = "delete", description = "Forget a crawler and its history; its tables stay.")
    static final class Delete extends OnOne {
        @Override
        void execute(Console console, Workspace workspace, CrawlerStore store) {
            store.deleteCrawler(name());
            console.say("deleted crawler " + name());
        }
    }

    private static void show(CommonOptions options, Console console, CrawlerStore store, KeptCrawler kept) {
        ObjectNode node = CrawlerJson.of(kept, store);
        switch (options.output()) {
            case json -> console.print(node);
            case csv, table -> console.pairs(options.output(), CrawlerJson.properties(node));
        }
    }
}
