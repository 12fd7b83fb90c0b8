// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.page;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.mastic.bookmarks.RelationalRunHistory;
import dev.mastic.catalog.RelationalCatalog;
import dev.mastic.catalog.RelationalCrawlerStore;
import dev.mastic.catalog.server.run.JobRunKeys;
import dev.mastic.catalog.server.run.KeptRun;
import dev.mastic.core.bookmark.RunRecord;
import dev.mastic.core.catalog.Attributes;
import dev.mastic.core.catalog.Column;
import dev.mastic.core.catalog.Database;
import dev.mastic.core.catalog.ObjectKey;
import dev.mastic.core.catalog.ObjectKind;
import dev.mastic.core.catalog.Partition;
import dev.mastic.core.catalog.Storage;
import dev.mastic.core.catalog.Table;
import dev.mastic.core.catalog.TableName;
import dev.mastic.core.catalog.TableVersion;
import dev.mastic.core.crawl.CrawlRecord.State;
import dev.mastic.core.crawl.CrawlSummary;
import dev.mastic.core.crawl.CrawlerSpec;
import dev.mastic.core.type.Type;
import dev.mastic.core.type.TypeString;
import dev.mastic.database.RelationalStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.glue.model.JobRun;
import software.amazon.awssdk.services.glue.model.JobRunState;

/** A small shop in a store: what the tests of the pages look at. */
final class Sample {
    static final TableName ORDERS = new TableName("sales", "orders");
    static final Instant NOON = Instant.parse("2026-11-02T12:00:00Z");
    private static final String PLACE = "s3://shop-lake/sales/orders/";
    private static final int RUNS = 55;
    private final RelationalStore store;
    private final RelationalCatalog catalog;

    Sample(RelationalStore store) {
        this.store = store;
        this.catalog = new RelationalCatalog(store);
    }

    RelationalCatalog catalog() {
        return catalog;
    }

    /** Everything. */
    void fill() {
        catalog.atomically(() -> {
            databases();
            orders();
            customers();
            return ORDERS;
        });
        runs();
        jobRuns();
        crawls();
    }

    /** As clients of Glue start them. */
    private void jobRuns() {
        catalog.objects().create(ObjectKey.of(ObjectKind.JOB, "load-orders"), "{}");
        var failed = JobRun.builder()
                .id("jr_1")
                .jobName("load-orders")
                .attempt(0)
                .startedOn(NOON)
                .completedOn(NOON.plusSeconds(90))
                .jobRunState(JobRunState.FAILED)
                .errorMessage("Cannot reach jdbc:postgresql://ada:sesame@db/x")
                .build();
        var again = failed.toBuilder()
                .id("jr_0_attempt_1")
                .attempt(1)
                .previousRunId("jr_1")
                .startedOn(NOON.plusSeconds(91))
                .completedOn(null)
                .jobRunState(JobRunState.RUNNING)
                .errorMessage(null)
                .build();
        for (var run : List.of(failed, again)) {
            catalog.objects()
                    .create(
                            JobRunKeys.of(run.jobName(), run.id()),
                            KeptRun.of(run, "/jobs/orders.conf", 0).json());
        }
    }

    private void databases() {
        catalog.createDatabase(new Database(
                "sales",
                Optional.of("Orders and customers of the shop"),
                Optional.of("s3://shop-lake/sales/"),
                Map.of()));
        catalog.createDatabase(new Database("web", Optional.of("Clicks, as they come"), Optional.empty(), Map.of()));
        catalog.create(table(new TableName("web", "clicks"), List.of(column("url", "string")), List.of(), "json"));
    }

    /** Three versions and three years of months. */
    private void orders() {
        var first = catalog.create(table(
                ORDERS,
                List.of(
                        evident("order_id", "bigint", "long 48210 (year=2024/month=01/part-0.json:1 1)"),
                        evident("customer_id", "bigint", "long 48210 (year=2024/month=01/part-0.json:1 77)"),
                        evident("total", "bigint", "long 40000 (year=2024/month=01/part-0.json:1 12)")),
                List.of(column("year", "int"), column("month", "string")),
                "json"));
        var second = catalog.update(
                first.table()
                        .withColumns(List.of(
                                evident("order_id", "bigint", "long 96400 (year=2024/month=01/part-0.json:1 1)"),
                                evident("customer_id", "bigint", "long 96400 (year=2024/month=01/part-0.json:1 77)"),
                                evident(
                                        "total",
                                        "double",
                                        "long 80000 (year=2024/month=01/part-0.json:1 12), double 16398"
                                                + " (year=2025/month=03/part-1.json:9 12.5), null 2"),
                                evident(
                                        "coupon",
                                        "string",
                                        "null 91000, string 5400 (year=2025/month=03/part-1.json:9 SPRING)"))),
                first.version());
        var comments = new ArrayList<>(second.table().columns());
        comments.set(2, said(comments.get(2), "What the customer paid, with tax, in euros"));
        comments.add(new Column(
                "address",
                TypeString.parse("struct<street:string,city:string,zip:string>"),
                Optional.of("Where it was sent"),
                Map.of(Column.EVIDENCE, "struct 96400 (year=2024/month=01/part-0.json:1 {…})")));
        var parameters = new HashMap<>(second.table().parameters());
        parameters.put("owner", "team-orders");
        parameters.put("password", "tree-frog-9");
        catalog.update(
                second.table()
                        .withColumns(comments)
                        .withParameters(parameters)
                        .withAttributes(Attributes.NONE.with(
                                "Description", TextNode.valueOf("One row for each order of the shop."))),
                second.version());
        catalog.putPartitions(ORDERS, partitions());
    }

    private static List<Partition> partitions() {
        var partitions = new ArrayList<Partition>();
        for (int year = 2016; year <= 2026; year++) {
            for (int month = 1; month <= 12; month++) {
                var values = List.of(String.valueOf(year), String.format("%02d", month));
                var place = PLACE + "year=" + year + "/month=" + values.get(1) + "/";
                partitions.add(new Partition(
                        values,
                        Storage.at(place),
                        Map.of("recordCount", String.valueOf(1000 * month), "sizeKey", "81920")));
            }
        }
        return partitions;
    }

    private void customers() {
        catalog.create(table(
                new TableName("sales", "customers"),
                List.of(
                        evident("id", "bigint", "long 5210 (customers.csv:2 1)"),
                        said(
                                evident("email", "string", "string 5209 (customers.csv:2 a@example.org), null 1"),
                                "Of the account"),
                        evident("born", "date", "date 5000 (customers.csv:2 1971-02-28), null 210")),
                List.of(),
                "csv"));
        IntStream.rangeClosed(1, 60)
                .mapToObj(i -> new TableName("sales", String.format("daily_%03d", i)))
                .forEach(name -> catalog.create(table(
                        name, List.of(column("day", "date"), column("sum", "decimal(18,2)")), List.of(), "parquet")));
    }

    private void runs() {
        var history = new RelationalRunHistory(store);
        IntStream.range(0, RUNS).forEach(i -> history.add(run("nightly-totals", i, "succeeded", 0, wrote())));
        history.add(
                run(
                        "load-orders",
                        60,
                        "failed",
                        1,
                        "{\"job\":\"load-orders\",\"message\":\"Cannot join orders to customers: no column 'customer' in orders (has: order_id, customer_id; did you mean 'customer_id'?)\"}"));
        history.add(run("load-orders", 61, "succeeded", 0, wrote()));
    }

    private static String wrote() {
        return "{\"sources\":[{\"name\":\"orders\",\"read\":\"new\",\"files\":3,\"rows\":1466,\"table\":\"sales.orders\"}],"
                + "\"steps\":[{\"name\":\"sum\",\"rows\":31,\"faults\":0}],"
                + "\"sinks\":[{\"name\":\"daily\",\"rows\":31,\"files\":1,\"table\":\"sales.daily_001\",\"notes\":[\"2 partitions that no catalog knows\"]}],"
                + "\"faults\":0,\"unmatched\":0}";
    }

    private static RunRecord run(String job, int hour, String status, int exitCode, String report) {
        var id = String.format("01JC%s%04d", job.toUpperCase(Locale.ROOT).replace("-", ""), hour);
        return new RunRecord(job, id, status, exitCode, NOON.plus(Duration.ofHours(hour)), 16.7, report);
    }

    private void crawls() {
        var crawlers = new RelationalCrawlerStore(store);
        var adHoc = CrawlerSpec.adHoc(List.of(PLACE), "sales");
        crawlers.create(new CrawlerSpec(
                "orders-nightly",
                "Finds new months",
                adHoc.targets(),
                List.of(),
                adHoc.output(),
                adHoc.policy(),
                List.of(),
                Optional.of("cron(15 2 * * ? *)")));
        crawlers.start("orders-nightly", "crawl-1", Duration.ofMinutes(5));
        crawlers.end(
                "crawl-1",
                State.COMPLETED,
                new CrawlSummary(new CrawlSummary.Counts(0, 1, 0, 3), new CrawlSummary.Counts(1, 0, 0, 131)),
                Optional.empty());
        crawlers.start("orders-nightly", "crawl-2", Duration.ofMinutes(5));
        crawlers.end(
                "crawl-2",
                State.FAILED,
                CrawlSummary.NOTHING,
                Optional.of("Cannot list s3://shop-lake/: access denied"));
    }

    static Table table(TableName name, List<Column> columns, List<Column> keys, String format) {
        var parameters =
                new TreeMap<>(Map.of(Table.CLASSIFICATION, format, Table.UPDATED_BY_CRAWLER, "orders-nightly"));
        var storage = new Storage(
                name.equals(ORDERS) ? PLACE : "s3://shop-lake/" + name.database() + "/" + name.table() + "/",
                "org.apache.hadoop.mapred.TextInputFormat",
                "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat",
                "org.openx.data.jsonserde.JsonSerDe",
                Map.of("paths", "order_id,total"),
                false);
        return new Table(name, columns, keys, storage, parameters);
    }

    static Column column(String name, String type) {
        return Column.of(name, TypeString.parse(type));
    }

    private static Column evident(String name, String type, String evidence) {
        Type parsed = TypeString.parse(type);
        return new Column(name, parsed, Optional.empty(), Map.of(Column.EVIDENCE, evidence));
    }

    private static Column said(Column column, String comment) {
        return new Column(column.name(), column.type(), Optional.of(comment), column.parameters());
    }

    /** The newest version of the orders. */
    TableVersion orders(int version) {
        return catalog.findVersion(ORDERS, version).orElseThrow();
    }
}
