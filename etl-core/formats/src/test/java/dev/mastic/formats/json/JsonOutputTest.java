// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.core.frame.SparkTypes;
import dev.mastic.core.type.Type;
import dev.mastic.core.type.TypeString;
import dev.mastic.testkit.SparkExtension;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkExtension.class)
class JsonOutputTest {
    private static final String ALL =
            "a:boolean,b:tinyint,c:smallint,d:int,e:bigint,f:float,g:double,h:string,i:binary,j:date,"
                    + "k:timestamp,l:timestamp_ntz,m:decimal(20,2),n:array<int>,o:map<string,int>,p:struct<x:int,y:string>";
    private static final Row VALUES = RowFactory.create(
            true,
            (byte) -1,
            (short) 2,
            3,
            9007199254740993L,
            0.5f,
            1e300,
            "größe \"🦆\"\n",
            new byte[] {1, 2},
            Date.valueOf("2024-02-29"),
            Timestamp.from(Instant.parse("2024-01-31T23:15:30.123456Z")),
            LocalDateTime.parse("2024-01-31T23:15:30.000001"),
            new BigDecimal("123456789012345678.90"),
            Arrays.asList(1, null),
            Map.of("k", 1),
            RowFactory.create(null, "y"));

    @TempDir
    private Path folder;

    private List<String> lines(SparkSession spark, String type, Map<String, String> options, Row... rows)
            throws IOException {
        var target = folder.resolve("out" + Integer.toHexString(type.hashCode()));
        spark.createDataFrame(List.of(rows), SparkTypes.toSpark((Type.Struct) TypeString.parse("struct<" + type + ">")))
                .coalesce(1)
                .write()
                .options(options)
                .format(JsonOutput.class.getName())
                .save(target.toString());
        try (var files = Files.list(target)) {
            var file = files.filter(path -> path.getFileName().toString().startsWith("part-"))
                    .findFirst()
                    .orElseThrow();
            try (var in = file.toString().endsWith(".gz")
                    ? new GZIPInputStream(Files.newInputStream(file))
                    : Files.newInputStream(file)) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .toList();
            }
        }
    }

    @Test
    void writesAChoiceAsItsValue(SparkSession spark) throws IOException {
        var type = "id:int,title:uniontype<bigint,string>,list:array<uniontype<double,struct<u:string>>>";
        assertThat(lines(
                        spark,
                        type,
                        Map.of("compression", "gzip"),
                        RowFactory.create(1, RowFactory.create(7L, null), List.of()),
                        RowFactory.create(2, RowFactory.create(null, "7"), null),
                        RowFactory.create(
                                null,
                                null,
                                Arrays.asList(
                                        RowFactory.create(1.5, null),
                                        null,
                                        RowFactory.create(null, RowFactory.create("cm"))))))
                .containsExactly(
                        "{\"id\":1,\"title\":7,\"list\":[]}",
                        "{\"id\":2,\"title\":\"7\"}",
                        "{\"list\":[1.5,null,{\"u\":\"cm\"}]}");
    }

    @Test
    void writesOtherValuesAsSparkDoes(SparkSession spark) throws IOException {
        var sparks = lines(spark, ALL, Map.of(), VALUES);
        var withChoice = new ArrayList<Object>();
        for (int i = 0; i < VALUES.size(); i++) {
            withChoice.add(VALUES.get(i));
        }
        withChoice.add(null);
        var ours = lines(
                spark,
                ALL + ",z:uniontype<int,string>",
                Map.of(),
                RowFactory.create(withChoice.toArray()),
                RowFactory.create(new Object[VALUES.size() + 1]));
        assertThat(ours).containsExactly(sparks.get(0), "{}");
        assertThat(sparks.get(0)).contains("\"k\":\"2024-01-31T23:15:30.123456Z\"", "9007199254740993");
    }
}
