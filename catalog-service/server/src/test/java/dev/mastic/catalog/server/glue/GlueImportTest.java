// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.glue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.catalog.RelationalCatalog;
import dev.mastic.catalog.RelationalCrawlerStore;
import dev.mastic.catalog.server.glue.GlueImport.Change;
import dev.mastic.catalog.server.glue.GlueImport.Step;
import dev.mastic.core.catalog.ObjectKey;
import dev.mastic.core.catalog.ObjectKind;
import dev.mastic.core.catalog.TableName;
import dev.mastic.core.failure.UsageException;
import dev.mastic.database.RelationalStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files as the AWS command line prints them. */
class GlueImportTest {
    private static final TableName ORDERS = TableName.parse("sales.orders");
    private static final String DATABASES = """
            {"DatabaseList": [{"Name": "sales", "Description": "what we sell", "LocationUri": "s3://lake/sales",
              "Parameters": {"k": "v"}, "CreateTime": "2024-03-01T10:20:30+00:00",
              "CreateTableDefaultPermissions": [{"Principal": {"DataLakePrincipalIdentifier": "IAM_ALLOWED_PRINCIPALS"},
              "Permissions": ["ALL"]}], "CatalogId": "123456789012"}]}
            """;
    private static final String TABLE = """
            {"Name": "orders", "DatabaseName": "sales", "Owner": "ann", "CreateTime": "2024-03-01T10:20:30+00:00",
             "UpdateTime": 1709288430.5, "LastAccessTime": "2024-03-02T00:00:00+00:00", "Retention": 7,
             "StorageDescriptor": {"Columns": [{"Name": "id", "Type": "bigint", "Comment": "key"},
               {"Name": "code", "Type": "varchar(20)"}], "Location": "s3://lake/sales/orders/",
               "InputFormat": "org.apache.hadoop.mapred.TextInputFormat", "OutputFormat": "o", "Compressed": true,
               "NumberOfBuckets": -1, "SerdeInfo": {"Name": "s", "SerializationLibrary": "lib", "Parameters": {"a": "b"}},
               "BucketColumns": ["id"], "SortColumns": [{"Column": "id", "SortOrder": 1}], "Parameters": {"c": "d"},
               "StoredAsSubDirectories": false},
             "PartitionKeys": [{"Name": "day", "Type": "date"}], "TableType": "EXTERNAL_TABLE",
             "Parameters": {"classification": "csv"}, "CreatedBy": "arn:aws:sts::1:role/x",
             "IsRegisteredWithLakeFormation": false, "CatalogId": "123456789012", "VersionId": "4"}
            """;
    private static final String PARTITION = """
            {"Values": ["2024-01-01"], "DatabaseName": "sales", "TableName": "orders",
             "CreationTime": "2024-03-01T10:20:30+00:00",
             "StorageDescriptor": {"Columns": [{"Name": "id", "Type": "bigint"}], "Location": "s3://lake/sales/orders/day=2024-01-01/"},
             "Parameters": {"recordCount": "9"}, "CatalogId": "123456789012"}
            """;

    @TempDir
    Path dir;

    private RelationalStore store;
    private RelationalCatalog catalog;
    private Path files;

    @BeforeEach
    void open() throws IOException {
        store = RelationalStore.open(dir.resolve("mastic.db").toString());
        catalog = new RelationalCatalog(store);
        files = Files.createDirectory(dir.resolve("saved"));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private List<Step> plan() {
        return GlueImport.plan(files, catalog, new RelationalCrawlerStore(store));
    }

    private void save(String name, String text) throws IOException {
        Files.writeString(files.resolve(name), text);
    }

    private static List<String> shown(List<Step> steps) {
        return steps.stream()
                .map(step -> step.change() + " " + step.kind() + " " + step.name())
                .toList();
    }

    @Test
    void takesEverythingInWithEveryField() throws IOException {
        save("a.json", DATABASES);
        save("b.json", "{\"TableList\": [" + TABLE + "]}");
        save("c.json", "{\"Partitions\": [" + PARTITION + "]}");
        var steps = plan();
        assertThat(shown(steps))
                .containsExactly(
                        "CREATE database sales", "CREATE table sales.orders", "CREATE partitions sales.orders: 1 of 1");
        assertThat(catalog.databases()).as("only planned").isEmpty();
        steps.forEach(step -> step.work().run());

        var table = catalog.get(ORDERS).table();
        assertThat(table.columns().get(1).typeText()).isEqualTo("varchar(20)");
        assertThat(table.storage().location()).isEqualTo("s3://lake/sales/orders/");
        var kept = Tables.write(catalog.get(ORDERS));
        assertThat(kept.owner()).isEqualTo("ann");
        assertThat(kept.retention()).isEqualTo(7);
        assertThat(kept.createdBy()).isEqualTo("arn:aws:sts::1:role/x");
        assertThat(kept.lastAccessTime()).isEqualTo("2024-03-02T00:00:00Z");
        assertThat(kept.storageDescriptor().sortColumns()).hasSize(1);
        assertThat(kept.storageDescriptor().bucketColumns()).containsExactly("id");
        assertThat(kept.storageDescriptor().parameters()).containsEntry("c", "d");
        assertThat(Databases.write(catalog.database("sales")).createTableDefaultPermissions())
                .hasSize(1);
        var partition = catalog.partitions(ORDERS).get(0);
        assertThat(partition.parameters()).containsEntry("recordCount", "9");
        assertThat(PartitionShapes.write(catalog.get(ORDERS), partition).creationTime())
                .isEqualTo("2024-03-01T10:20:30Z");
    }

    @Test
    void aSecondTimeChangesNothing() throws IOException {
        save("a.json", DATABASES);
        save("b.json", "{\"TableList\": [" + TABLE + "]}");
        save("c.json", "{\"Partitions\": [" + PARTITION + "]}");
        plan().forEach(step -> step.work().run());
        assertThat(plan()).extracting(Step::change).containsOnly(Change.NOTHING);
        save("c.json", "{\"Partitions\": [" + PARTITION.replace("\"9\"", "\"10\"") + "]}");
        save("b.json", "{\"TableList\": [" + TABLE.replace("ann", "bob") + "]}");
        assertThat(shown(plan()))
                .containsExactly(
                        "NOTHING database sales",
                        "UPDATE table sales.orders",
                        "UPDATE partitions sales.orders: 1 of 1");
        plan().forEach(step -> step.work().run());
        assertThat(Tables.write(catalog.get(ORDERS)).owner()).isEqualTo("bob");
        assertThat(catalog.get(ORDERS).version()).isEqualTo(2);
    }

    @Test
    void readsPagesInOneFileAndSingleThings() throws IOException {
        save(
                "tables.json",
                "{\"TableList\": [" + TABLE + "], \"NextToken\": \"x\"}\n{\"TableList\": ["
                        + TABLE.replace("orders", "items") + "]}\n");
        save("one.json", "{\"Table\": " + TABLE.replace("\"orders\"", "\"more\"") + "}");
        assertThat(shown(plan()))
                .containsExactly(
                        "CREATE database sales",
                        "CREATE table sales.more",
                        "CREATE table sales.orders",
                        "CREATE table sales.items");
    }

    @Test
    void takesCrawlersClassifiersAndJobsIn() throws IOException {
        save(
                "crawlers.json",
                "{\"Crawlers\": [{\"Name\": \"nightly\", \"Role\": \"r\", \"DatabaseName\": \"sales\","
                        + "\"Targets\": {\"S3Targets\": [{\"Path\": \"s3://lake/sales\", \"Exclusions\": []}], \"JdbcTargets\": [],"
                        + "\"MongoDBTargets\": [], \"DynamoDBTargets\": [], \"CatalogTargets\": [], \"DeltaTargets\": []},"
                        + "\"Classifiers\": [], \"State\": \"READY\", \"CrawlElapsedTime\": 0,"
                        + "\"CreationTime\": \"2024-03-01T10:20:30+00:00\", \"Version\": 1},"
                        + "{\"Name\": \"graph\", \"Targets\": {\"DynamoDBTargets\": [{\"Path\": \"t\"}]}}]}");
        save(
                "classifiers.json",
                "{\"Classifiers\": [{\"CsvClassifier\": {\"Name\": \"semi\", \"Version\": 1,"
                        + "\"Delimiter\": \";\", \"ContainsHeader\": \"PRESENT\"}}]}");
        save(
                "jobs.json",
                "{\"Jobs\": [{\"Name\": \"history\", \"Role\": \"r\", \"CreatedOn\": \"2024-03-01T10:20:30+00:00\","
                        + "\"Command\": {\"Name\": \"glueetl\", \"ScriptLocation\": \"s3://lake/x.py\"}, \"MaxRetries\": 1}]}");
        var steps = plan();
        assertThat(shown(steps))
                .containsExactly(
                        "CREATE classifier semi",
                        "CREATE crawler nightly",
                        "REFUSED crawler graph",
                        "CREATE job history");
        steps.forEach(step -> step.work().run());
        assertThat(new RelationalCrawlerStore(store).findCrawler("nightly")).isPresent();
        assertThat(catalog.objects()
                        .get(ObjectKey.of(ObjectKind.JOB, "history"))
                        .json())
                .contains("glueetl");
        assertThat(plan())
                .extracting(Step::change)
                .containsExactly(Change.NOTHING, Change.NOTHING, Change.REFUSED, Change.NOTHING);
    }

    @Test
    void refusesFilesThatAreNone() throws IOException {
        assertThatThrownBy(this::plan).isInstanceOf(UsageException.class).hasMessageContaining("no .json file");
        save("x.json", "{\"Buckets\": []}");
        assertThatThrownBy(this::plan)
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("x.json", "got an object with [Buckets]");
        save("x.json", "[1]");
        assertThatThrownBy(this::plan).isInstanceOf(UsageException.class).hasMessageContaining("no object");
        save("x.json", "{\"TableList\": [");
        assertThatThrownBy(this::plan)
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("x.json, line 1, character 16: it is no JSON: Unexpected end-of-input")
                .message()
                .hasLineCount(1)
                .doesNotContain("Source");
        save("x.json", "{\"Partitions\": [" + PARTITION + "]}");
        assertThatThrownBy(this::plan)
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("save aws glue get-tables too");
    }
}
