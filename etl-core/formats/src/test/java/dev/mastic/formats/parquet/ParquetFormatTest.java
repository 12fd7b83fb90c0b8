// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.core.bookmark.FileItem;
import dev.mastic.core.frame.FrameContext;
import dev.mastic.core.frame.LazySpark;
import dev.mastic.core.io.FileScan;
import dev.mastic.core.io.Format;
import dev.mastic.core.plugin.Registry;
import dev.mastic.core.type.Resolution;
import dev.mastic.core.type.Type;
import dev.mastic.core.type.TypeString;
import dev.mastic.formats.FooterFormatContract;
import dev.mastic.formats.SelfDescribed;
import dev.mastic.formats.footer.FooterScan;
import dev.mastic.formats.footer.OwnTypes;
import dev.mastic.testkit.SparkExtension;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.NanoTime;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.schema.MessageTypeParser;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.execution.FileSourceScanExec;
import org.apache.spark.sql.execution.datasources.v2.FilePartitionReaderFactory;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.sources.Filter;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.LongAccumulator;
import org.junit.jupiter.api.Test;

class ParquetFormatTest extends FooterFormatContract {
    @Override
    protected Format format() {
        return new ParquetFormat();
    }

    @Override
    protected String name() {
        return ParquetFormat.NAME;
    }

    @Override
    protected String cutOff() {
        return "Expected magic number at tail";
    }

    /** A file of one row, as other writers make them. */
    private FileItem foreign(String name, String columns, Consumer<Group> row) throws IOException {
        var schema = MessageTypeParser.parseMessageType("message rows {" + columns + "}");
        var path = folder.resolve(name);
        try (var writer = ExampleParquetWriter.builder(new Path(path.toString()))
                .withType(schema)
                .build()) {
            var group = new SimpleGroup(schema);
            row.accept(group);
            writer.write(group);
        }
        return item(path);
    }

    private String types(FileItem file) {
        return TypeString.print(Resolution.GLUE.resolveRows(
                format().observe(input(file), match(), 1).observed()));
    }

    @Test
    void readsTimesOfEachUnitWithAndWithoutZone() throws IOException {
        var columns = new StringBuilder();
        for (var unit : List.of("MILLIS", "MICROS", "NANOS")) {
            columns.append(
                    "required int64 at_%1$s (TIMESTAMP(%1$s,true)); required int64 on_%1$s (TIMESTAMP(%1$s,false));"
                            .formatted(unit));
        }
        var file = foreign("times", columns + "required int96 old;", row -> {
            for (var unit : Map.of("MILLIS", 1_500L, "MICROS", 1_500_001L, "NANOS", 1_500_001_999L)
                    .entrySet()) {
                row.add("at_" + unit.getKey(), unit.getValue());
                row.add("on_" + unit.getKey(), unit.getValue());
            }
            row.add("old", new NanoTime(2440588, 1_500_001_999L));
        });
        var type = "struct<at_MILLIS:timestamp,on_MILLIS:timestamp_ntz,at_MICROS:timestamp,on_MICROS:timestamp_ntz,"
                + "at_NANOS:timestamp,on_NANOS:timestamp_ntz,old:timestamp>";
        assertThat(types(file)).isEqualTo(type);
        var frame = read(List.of(file), (Type.Struct) TypeString.parse(type), Type.Struct.EMPTY);
        var texts = frame.schema().names().stream()
                .map(name -> "cast(" + name + " as string)")
                .toArray(String[]::new);
        var millis = "1970-01-01 00:00:01.5";
        var micros = "1970-01-01 00:00:01.500001";
        assertThat(frame.toDF().selectExpr(texts).collectAsList())
                .containsExactly(RowFactory.create(millis, millis, micros, micros, micros, micros, micros));
        assertThat(faults(frame)).isEmpty();
    }

    @Test
    void readsNumbersWithoutSign() throws IOException {
        var columns = "required int32 b (UINT_8); required int32 s (UINT_16); required int32 i (UINT_32);"
                + " required int64 l (UINT_64);";
        var file = foreign("unsigned", columns, row -> {
            row.add("b", 255);
            row.add("s", 65535);
            row.add("i", -1);
            row.add("l", -1L);
        });
        var type = "struct<b:smallint,s:int,i:bigint,l:decimal(20,0)>";
        assertThat(types(file)).isEqualTo(type);
        var plain = read(List.of(file), (Type.Struct) TypeString.parse(type), Type.Struct.EMPTY);
        var wider = read(
                List.of(file),
                (Type.Struct) TypeString.parse("struct<b:int,s:bigint,i:decimal(20,0),l:string>"),
                Type.Struct.EMPTY);
        assertThat(plain.toDF().selectExpr("b", "s", "i", "l").toJSON().collectAsList())
                .containsExactly("{\"b\":255,\"s\":65535,\"i\":4294967295,\"l\":18446744073709551615}");
        assertThat(wider.toDF().toJSON().collectAsList())
                .containsExactly("{\"b\":255,\"s\":65535,\"i\":4294967295,\"l\":\"18446744073709551615\"}");
    }

    @Test
    void skipsRowGroupsOfConvertedFilesByTheColumnsThatAreAsDeclared() {
        var file = file("drift", "select id, int(id) d from range(100000)");
        var type = (Type.Struct) TypeString.parse("struct<id:bigint,d:double>");
        var rows = read(List.of(file), type, Type.Struct.EMPTY).toDF();
        assertThat(scanned(rows.filter("id > 1000000"))).isZero();
        assertThat(scanned(rows.filter("d > 1000000"))).isEqualTo(100000);
    }

    /** How many rows the reader handed on. */
    private static long scanned(Dataset<Row> rows) {
        rows.collectAsList();
        var plan = rows.queryExecution().executedPlan();
        return ((FileSourceScanExec) plan.collectLeaves().head())
                .metrics()
                .apply("numOutputRows")
                .value();
    }

    /** The reading of files, counted in tasks too. */
    private record Counted(OwnTypes files, LongAccumulator looks, LongAccumulator conversions) implements OwnTypes {
        @Override
        public SelfDescribed read(Path file, Configuration configuration) throws IOException {
            looks.add(1);
            return files.read(file, configuration);
        }

        @Override
        public FilePartitionReaderFactory reader(
                StructType columns, Filter[] filters, SQLConf conf, Configuration configuration) {
            conversions.add(1);
            return files.reader(columns, filters, conf, configuration);
        }
    }

    @Test
    void looksOnceAtEachFileAndLeavesThoseAsDeclaredToSpark() {
        var context = SparkExtension.session().sparkContext();
        var counted = new Counted(
                new ParquetFiles(), context.longAccumulator("looks"), context.longAccumulator("conversions"));
        var files = List.of(
                file("same", "select 1L id, named_struct('a', 1) s"),
                file("fewer", "select named_struct('a', 2) s"),
                file("other", "select 3 id, named_struct('a', 3) s"));
        var type = (Type.Struct) TypeString.parse("struct<id:bigint,s:struct<a:int,b:string>>");
        var frame = FooterScan.frame(
                LazySpark.of(SparkExtension.session()),
                new FileScan("orders", files, match(), type, Type.Struct.EMPTY),
                counted,
                ParquetScanFormat::new,
                FrameContext.outsideJobs(Registry.of(List.of())));
        assertThat(frame.toDF().toJSON().collectAsList())
                .containsExactlyInAnyOrder(
                        "{\"id\":1,\"s\":{\"a\":1}}", "{\"s\":{\"a\":2}}", "{\"id\":3,\"s\":{\"a\":3}}");
        assertThat(counted.looks().value()).isEqualTo(files.size());
        assertThat(counted.conversions().value()).isEqualTo(1);
    }
}
