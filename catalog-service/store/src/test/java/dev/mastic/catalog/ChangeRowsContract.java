// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.catalog.AlreadyExistsException;
import dev.mastic.core.catalog.Column;
import dev.mastic.core.catalog.Database;
import dev.mastic.core.catalog.ObjectKey;
import dev.mastic.core.catalog.ObjectKey.Owner;
import dev.mastic.core.catalog.ObjectKind;
import dev.mastic.core.catalog.PageRequest;
import dev.mastic.core.catalog.Partition;
import dev.mastic.core.catalog.Storage;
import dev.mastic.core.catalog.Table;
import dev.mastic.core.catalog.TableChange;
import dev.mastic.core.catalog.TableChangedException;
import dev.mastic.core.catalog.TableName;
import dev.mastic.core.catalog.TableUpdate;
import dev.mastic.core.crawl.ClassifierCodec;
import dev.mastic.core.crawl.CrawlerCodec;
import dev.mastic.core.type.Type;
import dev.mastic.database.RelationalStore;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What changes of a process leave in the audit, and what becomes of tags. */
abstract class ChangeRowsContract {
    private static final TableName ORDERS = TableName.parse("sales.orders");
    private static final TableName LINES = TableName.parse("sales.lines");

    private RelationalStore store;
    private RelationalCatalog catalog;
    private RelationalCrawlerStore crawlers;

    abstract RelationalStore open();

    @BeforeEach
    void makeTable() {
        store = open();
        catalog = new RelationalCatalog(store, Face.CLI);
        crawlers = new RelationalCrawlerStore(store, Face.CRAWLER);
        var server = new RelationalCatalog(store);
        server.createDatabase(Database.named("sales"));
        server.create(table(ORDERS));
    }

    private static Table table(TableName name) {
        return new Table(name, List.of(), List.of(Column.of("year", Type.Primitive.INT)), Storage.at("/"), Map.of());
    }

    private static Partition partition(String year) {
        return new Partition(List.of(year), Storage.at("/" + year), Map.of());
    }

    private List<AuditLog.Entry> entries() {
        return new AuditLog(catalog, Clock.systemUTC())
                .page(PageRequest.first(100))
                .items();
    }

    /** In no order, for several may be of one millisecond. */
    private void assertAudit(String... changes) {
        assertThat(entries())
                .extracting(entry -> entry.what() + ": " + entry.object())
                .containsExactlyInAnyOrder(changes);
    }

    @Test
    void aServerWritesItsRowsItself() {
        assertThat(entries()).isEmpty();
    }

    @Test
    void saysWhoAndThroughWhichFace() {
        catalog.drop(ORDERS);
        assertThat(entries()).singleElement().satisfies(entry -> {
            assertThat(entry.who()).isEqualTo(System.getProperty("user.name"));
            assertThat(entry.face()).isEqualTo("cli");
            assertThat(entry.outcome()).isEqualTo("done");
        });
    }

    @Test
    void readsRowsOfBefore() {
        catalog.objects().create(ObjectKey.of(ObjectKind.AUDIT, "0"), """
                {"when":"2026-01-01T00:00:00Z","who":"ann","what":"drop table","object":"d.t","outcome":"done"}""");
        assertThat(entries()).singleElement().extracting(AuditLog.Entry::face).isEqualTo("server");
    }

    @Test
    void databases() {
        catalog.createDatabase(Database.named("other"));
        var kept = catalog.updateDatabase(Database.named("other"));
        catalog.updateDatabase(Database.named("other"), kept.version());
        catalog.dropDatabase("other");
        catalog.dropDatabaseWithTables("sales");
        assertAudit(
                "create database: other",
                "update database: other",
                "update database: other",
                "drop database: other",
                "drop database with tables: sales");
    }

    @Test
    void tables() {
        catalog.create(table(LINES));
        catalog.update(table(LINES), TableUpdate.ofLatest());
        catalog.dropVersions(LINES, Set.of(1L));
        catalog.dropVersions(LINES, Set.of(1L));
        catalog.rename(LINES, TableName.parse("sales.items"));
        catalog.drop(TableName.parse("sales.items"));
        catalog.drop(TableName.parse("sales.items"));
        assertAudit(
                "create table: sales.lines",
                "update table: sales.lines",
                "drop versions [1] of table: sales.lines",
                "rename table: sales.lines to sales.items",
                "drop table: sales.items");
    }

    @Test
    void partitions() {
        var partitions = catalog.partitionsOf(ORDERS);
        partitions.create(List.of(partition("2024"), partition("2025")));
        partitions.create(List.of(partition("2024")));
        partitions.put(List.of(partition("2024")));
        partitions.put(List.of());
        partitions.replace(List.of("2024"), partition("2023"));
        partitions.drop(List.of(List.of("2023"), List.of("1999")));
        partitions.drop(List.of(List.of("1999")));
        assertAudit(
                "create 2 partitions: sales.orders",
                "put 1 partition: sales.orders",
                "replace 1 partition: sales.orders",
                "drop 1 partition: sales.orders");
    }

    @Test
    void otherObjects() {
        var job = ObjectKey.of(ObjectKind.JOB, "nightly");
        catalog.objects().create(job, "{}");
        catalog.objects().update(job, "{}", 1);
        catalog.objects().put(job, "{}");
        catalog.objects().drop(job);
        catalog.objects().drop(job);
        catalog.objects().put(new ObjectKey(ObjectKind.COLUMN_STATISTICS, Owner.table(ORDERS), "year"), "{}");
        catalog.objects().dropAll(ObjectKind.COLUMN_STATISTICS, Owner.table(ORDERS), "");
        catalog.objects().dropAll(ObjectKind.COLUMN_STATISTICS, Owner.table(ORDERS), "");
        catalog.objects().put(new ObjectKey(ObjectKind.METRICS_REPORT, Owner.table(ORDERS), "scan"), "{}");
        assertAudit(
                "create job: nightly of the catalog",
                "update job: nightly of the catalog",
                "put job: nightly of the catalog",
                "drop job: nightly of the catalog",
                "put column statistics: year of sales.orders",
                "drop column statistics: * of sales.orders");
    }

    @Test
    void crawlersAndClassifiers() {
        var crawler = CrawlerCodec.read("""
                {"Name": "c", "Role": "r", "DatabaseName": "sales", "Targets": {"S3Targets": [{"Path": "/data"}]}}""");
        var classifier = ClassifierCodec.read("""
                {"JsonClassifier": {"Name": "j", "JsonPath": "$[*]"}}""");
        crawlers.create(crawler);
        crawlers.update(crawler, 1);
        crawlers.deleteCrawler("c");
        crawlers.create(classifier);
        crawlers.update(classifier, 1);
        crawlers.deleteClassifier("j");
        assertAudit(
                "create crawler: c",
                "update crawler: c",
                "drop crawler: c",
                "create classifier: j",
                "update classifier: j",
                "drop classifier: j");
        assertThat(entries()).extracting(AuditLog.Entry::face).containsOnly("crawler");
    }

    @Test
    void whatIsRefusedOrTakenBackLeavesNoRow() {
        assertThatThrownBy(() -> catalog.create(table(ORDERS))).isInstanceOf(AlreadyExistsException.class);
        assertThatThrownBy(() -> catalog.update(table(ORDERS), 7)).isInstanceOf(TableChangedException.class);
        var changes = List.<TableChange>of(new TableChange.Create(table(LINES)), new TableChange.Create(table(ORDERS)));
        assertThatThrownBy(() -> catalog.apply(changes)).isInstanceOf(AlreadyExistsException.class);
        assertThat(entries()).isEmpty();
    }

    @Test
    void tagsGoWithWhatTheyAreOf() {
        var objects = catalog.objects();
        var kept = tags("connection/shop2");
        for (var kind : List.of(ObjectKind.CONNECTION, ObjectKind.JOB, ObjectKind.REGISTRY)) {
            var tags = tags(kind.name().toLowerCase(Locale.ROOT) + "/shop");
            objects.put(ObjectKey.of(kind, "shop"), "{}");
            objects.drop(ObjectKey.of(kind, "shop"));
            assertThat(objects.find(tags)).as("tags of a %s", kind).isEmpty();
        }
        var ofSchema = tags("schema/some/orders");
        objects.put(ObjectKey.of(ObjectKind.SCHEMA, "some\u0001orders"), "{}");
        objects.dropAll(ObjectKind.SCHEMA, Owner.NOTHING, "some\u0001");
        assertThat(objects.find(ofSchema)).isEmpty();
        assertThat(objects.find(kept)).isPresent();
    }

    @Test
    void tagsOfACrawlerGoWithIt() {
        var tags = tags("crawler/c");
        crawlers.create(CrawlerCodec.read("""
                {"Name": "c", "Role": "r", "DatabaseName": "sales", "Targets": {"S3Targets": [{"Path": "/data"}]}}"""));
        crawlers.deleteCrawler("c");
        assertThat(catalog.objects().find(tags)).isEmpty();
    }

    private ObjectKey tags(String resource) {
        var key = ObjectKey.of(ObjectKind.TAGS, resource);
        new RelationalCatalog(store).objects().put(key, "{}");
        return key;
    }
}
