// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.demo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.mastic.core.Arguments;
import dev.mastic.core.bookmark.Bounds;
import dev.mastic.core.catalog.Catalog;
import dev.mastic.core.catalog.TableName;
import dev.mastic.core.crawl.CrawlReport;
import dev.mastic.core.crawl.CrawlRequest;
import dev.mastic.core.crawl.Crawler;
import dev.mastic.core.frame.FrameContext;
import dev.mastic.core.frame.LazySpark;
import dev.mastic.core.io.Source;
import dev.mastic.engine.JobRunner;
import dev.mastic.engine.RunIds;
import dev.mastic.engine.RunOptions;
import dev.mastic.engine.RunReport;
import dev.mastic.engine.RunReportJson;
import dev.mastic.submit.console.Console;
import dev.mastic.submit.console.TableJson;
import dev.mastic.submit.console.TableText;
import dev.mastic.submit.run.RunCommand;
import dev.mastic.submit.run.RunText;
import dev.mastic.submit.run.WrittenJob;
import dev.mastic.submit.verb.CommonOptions;
import dev.mastic.submit.verb.Sessions;
import dev.mastic.submit.verb.Workspace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/** The demo's play in three rounds: everything, nothing new, one new partition. */
final class Demo {
    private static final String DATABASE = "legislators";
    private final DemoFolder folder;
    private final Workspace workspace;
    private final CommonOptions options;
    private final Optional<Console> console;
    private final List<RunReport> reports = new ArrayList<>();

    Demo(DemoFolder folder, Workspace workspace, CommonOptions options, Optional<Console> console) {
        this.folder = folder;
        this.workspace = workspace;
        this.options = options;
        this.console = console;
    }

    List<RunReport> play() {
        say("Crawl " + folder.file("data/legislators") + " into the catalog "
                + workspace.project().state());
        var first = crawl();
        console.ifPresent(out -> TableText.print(out, first));
        say("First round: everything is new");
        round();
        // so that the next round shows for itself that it needs no Spark
        SparkSession.active().stop();
        say("Second round: nothing is new");
        round();
        say("Third round: the partition " + folder.newest() + " arrives");
        folder.addNewest();
        var again = crawl();
        console.ifPresent(out -> out.table(TableText.crawled(again)));
        round();
        growth();
        return List.copyOf(reports);
    }

    /** The crawled tables as they are at the end, with their exact rows. Runs a Spark job for each. */
    ArrayNode tables() {
        var catalog = workspace.parts().the(Catalog.class);
        var tables = catalog.tables(DATABASE);
        return TableJson.array(tables, name -> {
            var node = TableJson.kept(catalog.get(name), catalog);
            return node.put("rows", rows(name));
        });
    }

    private long rows(TableName name) {
        var factory = workspace.parts().registry().get(Source.class, "table");
        var settings = factory.settings().of("mastic demo", Map.of("table", name.toString()));
        var source = factory.create(settings, workspace.parts());
        var slice = source.slice(name.toString(), Bounds.all());
        var context = FrameContext.outsideJobs(workspace.parts().registry());
        return source.read(spark(), slice, context).count();
    }

    private CrawlReport crawl() {
        var target = folder.file("data/legislators").toString();
        return workspace.parts().the(Crawler.class).crawl(CrawlRequest.of(List.of(target), DATABASE, false));
    }

    private void round() {
        folder.jobs().forEach(this::run);
    }

    private void run(Path job) {
        var plan = RunCommand.planned(WrittenJob.of(job.toString(), List.of(), Arguments.none()), workspace);
        var report = new JobRunner(workspace.parts(), spark())
                .run(plan, RunOptions.of(RunIds.next(), workspace.project().state()));
        reports.add(report);
        console.ifPresent(out -> RunText.print(out, RunReportJson.node(report)));
    }

    /** Each run asks for Spark anew, so that its report tells whether it did. */
    private LazySpark spark() {
        return Sessions.lazy("mastic demo", workspace.project(), options);
    }

    private void growth() {
        var before = new LinkedHashMap<String, Long>();
        reports.subList(0, 2).forEach(report -> report.sinks().forEach(sink -> before.put(sink.name(), sink.rows())));
        say("What the third round added");
        reports.subList(4, 6).stream()
                .flatMap(report -> report.sinks().stream())
                .filter(sink -> sink.rows() > 0)
                .forEach(sink -> {
                    long old = before.get(sink.name());
                    line("  " + sink.name() + ": " + Console.count(old) + " + " + Console.count(sink.rows()) + " = "
                            + Console.count(old + sink.rows()) + " rows");
                });
    }

    private void say(String title) {
        line("");
        line("== " + title);
    }

    private void line(String text) {
        console.ifPresent(out -> out.show(text));
    }
}
