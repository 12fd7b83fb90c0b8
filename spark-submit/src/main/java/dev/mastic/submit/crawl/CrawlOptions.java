// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.crawl;

import dev.mastic.core.crawl.CrawlReport;
import dev.mastic.core.failure.EtlException;
import dev.mastic.core.failure.IoReason;
import dev.mastic.core.failure.Quantity;
import dev.mastic.submit.console.Console;
import dev.mastic.submit.console.TableJson;
import dev.mastic.submit.console.TableText;
import dev.mastic.submit.verb.CommonOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** What is shown of a crawl. */
final class CrawlOptions {
    @Option(names = "--explain", description = "Show why folders are tables, partitions, or nothing.")
    private boolean explain;

    @Option(names = "--diff", description = "Show what changes in tables that the catalog has.")
    private boolean diff;

    @Option(names = "--html", paramLabel = "FILE", description = "Write all of it as one page, too.")
    private Path html;

    void print(CommonOptions options, Console console, CrawlReport report) {
        writePage(report);
        switch (options.output()) {
            case json -> console.print(TableJson.document(report));
            case csv -> console.csv(TableText.crawled(report));
            case table -> table(console, report);
        }
        var reading = report.reading();
        console.say("read " + Console.count(reading.filesRead()) + " of " + Quantity.of(reading.files(), "file"));
        CrawlText.warnings(report).forEach(line -> console.say("warning: " + line));
    }

    private void table(Console console, CrawlReport report) {
        if (diff) {
            CrawlText.diff(report).forEach(console::show);
        } else {
            TableText.print(console, report);
        }
        if (explain) {
            console.show("");
            CrawlText.tree(report.decisions()).forEach(console::show);
        }
        report.remarks().forEach(remark -> console.say("odd " + remark.path() + ": " + remark.text()));
        report.skipped().forEach(skipped -> console.say("skipped " + skipped.path() + ": " + skipped.reason()));
    }

    private void writePage(CrawlReport report) {
        if (html == null) {
            return;
        }
        try {
            Files.writeString(html, new CrawlPage(report).html());
        } catch (IOException e) {
            throw new EtlException("Cannot write " + html + ": " + IoReason.of(e), e);
        }
    }
}
