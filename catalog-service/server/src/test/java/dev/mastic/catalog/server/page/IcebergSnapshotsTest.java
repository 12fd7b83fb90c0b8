// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.catalog.MasticIcebergCatalog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.types.Types;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IcebergSnapshotsTest {
    private static final TableIdentifier EVENTS = TableIdentifier.of("lake", "events");
    private static final Schema SCHEMA = new Schema(Types.NestedField.required(1, "id", Types.LongType.get()));

    @TempDir
    Path dir;

    @Test
    void showsTheSnapshotsOfTheMetadataNewestFirst() throws Exception {
        try (var served = new Served(dir)) {
            var table = create(served);
            assertThat(page(served).select(".empty").text()).isEqualTo("Nothing has been written into the table yet.");
            append(table, "a.parquet", 10, "run-1");
            append(table, "b.parquet", 5, "run-2");
            var page = page(served);
            assertThat(page.select("tbody tr")).hasSize(2);
            assertThat(page.select("tbody tr").get(0).select("td").stream()
                            .skip(1)
                            .map(Element::text))
                    .containsExactly("append", "5", "", "15", "2", "run-2");
            assertThat(page.select("tbody tr").get(0).select("th").text())
                    .isEqualTo(table.currentSnapshot().snapshotId() + " current");
            assertThat(page.select("tbody tr").get(1).select("th").text()).doesNotContain("current");
            assertThat(page.select(".tabs").text()).contains("Snapshots").doesNotContain("Partitions");
        }
    }

    @Test
    void saysWhatIsMissing() throws Exception {
        try (var served = new Served(dir)) {
            var table = create(served);
            try (var files = Files.walk(Path.of(table.location()).resolve("metadata"))) {
                files.filter(Files::isRegularFile).forEach(file -> file.toFile().delete());
            }
            assertThat(page(served).select(".problem").text())
                    .startsWith("Cannot show the snapshots of lake.events: there is no file of metadata");
            assertThat(Jsoup.parse(served.page("/table?name=lake.events"))
                            .select("tbody th")
                            .text())
                    .isEqualTo("id");
        }
    }

    @Test
    void otherTablesHaveNone() throws Exception {
        try (var served = new Served(dir)) {
            served.sample().fill();
            assertThat(served.get("/snapshots?name=sales.orders").statusCode()).isEqualTo(404);
        }
    }

    private Table create(Served served) {
        var catalog = new MasticIcebergCatalog(
                served.sample().catalog(), dir.resolve("warehouse").toString(), new Configuration(false));
        catalog.createNamespace(Namespace.of("lake"), Map.of());
        return catalog.createTable(EVENTS, SCHEMA);
    }

    private static void append(Table table, String file, long rows, String run) {
        table.newAppend()
                .appendFile(DataFiles.builder(PartitionSpec.unpartitioned())
                        .withPath(table.location() + "/data/" + file)
                        .withFileSizeInBytes(100)
                        .withRecordCount(rows)
                        .build())
                .set("mastic.run-id", run)
                .commit();
    }

    private static Document page(Served served) throws Exception {
        return Jsoup.parse(served.page("/snapshots?name=lake.events"));
    }
}
