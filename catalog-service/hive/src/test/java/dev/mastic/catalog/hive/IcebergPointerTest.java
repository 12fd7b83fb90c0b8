// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.hive;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hive.metastore.api.Table;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.hadoop.HadoopTables;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With real metadata of Iceberg. */
class IcebergPointerTest {
    @TempDir
    private Path home;

    @ParameterizedTest
    @ValueSource(strings = {"none", "gzip"})
    void metadataMayReplaceWhatItFollows(String codec) {
        var table = table("mine", codec);
        var first = pointer(table);
        table.updateProperties().set("a", "1").commit();
        var second = pointer(table);
        table.updateProperties().set("a", "2").commit();

        assertThat(IcebergPointer.refusal(hive(pointer(table)), hive(first))).isEmpty();
        assertThat(IcebergPointer.refusal(hive(pointer(table)), hive(second))).isEmpty();
        assertThat(IcebergPointer.refusal(hive(second), hive(second))).isEmpty();
        assertThat(IcebergPointer.refusal(hive(first), hive(second))).hasValueSatisfying(reason -> assertThat(reason)
                .startsWith("both sides have commits of their own (here " + first + ", there " + second + ")"));
    }

    @Test
    void whatCannotBeReadReplacesNothing() {
        var before = pointer(table("mine", "none"));
        var missing = home.resolve("missing.json").toUri().toString();

        assertThat(IcebergPointer.refusal(hive(missing), hive(before))).hasValueSatisfying(reason -> assertThat(reason)
                .startsWith("cannot tell whether " + missing + " follows " + before + ": "));
    }

    @Test
    void anotherKindOfTableReplacesNoIcebergTable() {
        var before = hive(pointer(table("mine", "none")));
        var files = new Table();
        files.setParameters(Map.of());

        assertThat(IcebergPointer.refusal(files, before))
                .contains("it is Iceberg's table there, and another kind of table here: drop or rename one of them");
        assertThat(IcebergPointer.refusal(before, files)).isEmpty();
    }

    private BaseTable table(String name, String codec) {
        var schema = new Schema(Types.NestedField.optional(1, "id", Types.IntegerType.get()));
        return (BaseTable) new HadoopTables(new Configuration())
                .create(
                        schema,
                        PartitionSpec.unpartitioned(),
                        Map.of("write.metadata.compression-codec", codec),
                        home.resolve(name).toUri().toString());
    }

    private static String pointer(BaseTable table) {
        return table.operations().refresh().metadataFileLocation();
    }

    private static Table hive(String pointer) {
        var hive = new Table();
        hive.setParameters(new HashMap<>(Map.of("table_type", "ICEBERG", "metadata_location", pointer)));
        return hive;
    }
}
