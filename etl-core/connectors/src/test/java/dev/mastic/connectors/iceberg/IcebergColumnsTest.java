// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.iceberg;

import static dev.mastic.connectors.iceberg.Warehouse.frames;
import static dev.mastic.connectors.iceberg.Warehouse.output;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.catalog.TableName;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.FrameContext;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.frame.LazySpark;
import dev.mastic.core.plugin.Registry;
import dev.mastic.core.type.Type;
import dev.mastic.testkit.SparkExtension;
import java.nio.file.Path;
import java.util.List;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Types;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(SparkExtension.class)
class IcebergColumnsTest {
    private static final String ALL_TYPES = "SELECT 'text' AS s, 1 AS i, 2L AS l, 1.5D AS d, 2.5F AS f, true AS b, "
            + "DATE '1850-02-03' AS day, TIMESTAMP '2026-01-02 03:04:05.678901' AS at, "
            + "TIMESTAMP_NTZ '2026-01-02 03:04:05' AS local, CAST('12345.6789' AS DECIMAL(38,10)) AS money, "
            + "array(1, NULL, 3) AS numbers, X'00FF' AS bytes, map('k', 1.5D) AS attributes, "
            + "named_struct('a', 1, 'inner', named_struct('b', array(named_struct('c', 'deep')))) AS nested";

    private final SparkSession spark;

    @TempDir
    private Path folder;

    private Warehouse warehouse;

    IcebergColumnsTest(SparkSession spark) {
        this.spark = spark;
    }

    @BeforeEach
    void openWarehouse() {
        warehouse = new Warehouse(folder);
    }

    @Test
    void keepsValuesOfAllTypes() {
        var rows = spark.sql(ALL_TYPES);

        var staged = warehouse.sink().stage(frames(rows), output("r1", 1));

        assertThat(staged.rows(LazySpark.of(spark)).get("").schema())
                .isEqualTo(frames(rows).get("").schema());
        assertThat(json(staged.rows(LazySpark.of(spark)).get("").toDF())).isEqualTo(json(rows));
        staged.commit();
        assertThat(json(warehouse.visible(spark))).isEqualTo(json(rows));
        assertThat(warehouse.visible(spark).schema().simpleString())
                .isEqualTo(rows.schema().simpleString());
    }

    @Test
    void keepsNullsOfAllTypes() {
        var typed = spark.sql(ALL_TYPES).schema();
        var nulls = spark.createDataFrame(
                List.of(RowFactory.create(new Object[typed.size()])), (StructType) typed.asNullable());

        stageAndCommit(nulls, 1);

        assertThat(json(warehouse.visible(spark))).isEqualTo("{}");
    }

    @Test
    void makesAllColumnsOptionalAndSmallNumbersInts() {
        stageAndCommit(spark.sql("SELECT 1Y AS tiny, 2S AS small, 'x' AS name"), 1);

        var columns = warehouse.table().schema().columns();
        assertThat(columns).allMatch(Types.NestedField::isOptional);
        assertThat(columns).extracting(column -> column.type().toString()).containsExactly("int", "int", "string");
        assertThat(json(warehouse.visible(spark))).isEqualTo("{\"tiny\":1,\"small\":2,\"name\":\"x\"}");
    }

    @Test
    void keepsColumnsWithDotsAndOddNames() {
        var rows = spark.sql("SELECT 1 AS `id.bioguide`, 2 AS `with space`, 3 AS `ä/ö`, 4 AS `1st`");

        var staged = warehouse.sink().stage(frames(rows), output("r1", 1));

        assertThat(json(staged.rows(LazySpark.of(spark)).get("").toDF())).isEqualTo(json(rows));
        staged.commit();
        assertThat(json(warehouse.visible(spark))).isEqualTo(json(rows));
    }

    @Test
    void writesAChoiceAsAStruct() {
        var type = Type.Struct.of(
                new Type.Field("id", Type.Primitive.INT),
                new Type.Field("zip", new Type.Choice(List.of(Type.Primitive.INT, Type.Primitive.STRING))));
        var rows = spark.sql("SELECT 1 AS id, named_struct('int', 7, 'string', CAST(NULL AS STRING)) AS zip");
        var frame = DynamicFrame.of("people", type, rows, List.of(), FrameContext.outsideJobs(Registry.of(List.of())));

        warehouse.sink().stage(Frames.of("", frame), output("r1", 1)).commit();

        assertThat(json(warehouse.visible(spark))).isEqualTo("{\"id\":1,\"zip\":{\"int\":7}}");
    }

    @Test
    void fillsColumnsThatTheFrameLacksWithNull() {
        stageAndCommit(
                spark.sql(
                        "SELECT 1 AS id, 'a' AS name, named_struct('x', 1, 'y', 2) AS at, array(named_struct('k', 1, 'v', 'w')) AS tags"),
                1);

        stageAndCommit(
                spark.sql("SELECT named_struct('y', 5) AS at, array(named_struct('v', 'z'), NULL) AS tags, 2 AS id"),
                2);

        assertThat(json(warehouse.visible(spark).where("id = 2")))
                .isEqualTo("{\"id\":2,\"at\":{\"y\":5},\"tags\":[{\"v\":\"z\"},null]}");
    }

    @Test
    void matchesColumnsByNameInAnyOrder() {
        stageAndCommit(spark.sql("SELECT 1 AS a, 2 AS b, named_struct('x', 1, 'y', 2) AS s"), 1);

        stageAndCommit(spark.sql("SELECT named_struct('y', 20, 'x', 10) AS s, 4 AS b, 3 AS a"), 2);

        assertThat(json(warehouse.visible(spark).where("a = 3")))
                .isEqualTo("{\"a\":3,\"b\":4,\"s\":{\"x\":10,\"y\":20}}");
    }

    @Test
    void keepsANullStructNull() {
        stageAndCommit(spark.sql("SELECT 1 AS id, named_struct('x', 1L) AS s"), 1);

        stageAndCommit(spark.sql("SELECT 2 AS id, IF(rand() < 0, named_struct('x', 1), NULL) AS s"), 2);

        assertThat(warehouse.visible(spark).where("id = 2 AND s IS NULL").count())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 | bigint",
                "1 | double",
                "1S | bigint",
                "1.5F | double",
                "1 | decimal(12,2)",
                "1L | decimal(19,0)",
                "1.25BD | decimal(10,4)",
                "NULL | int",
                "array(1) | array<bigint>",
                "map('k', 1) | map<string,double>"
            })
    void widensValues(String value, String type) {
        stageAndCommit(spark.sql("SELECT CAST(NULL AS " + type + ") AS v"), 1);

        stageAndCommit(spark.sql("SELECT " + value + " AS v"), 2);

        assertThat(warehouse.visible(spark).where("v IS NOT NULL").count()).isEqualTo("NULL".equals(value) ? 0 : 1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "concat('1') | int | string",
                "1L | int | bigint",
                "1.5D | float | double",
                "1L | double | bigint",
                "1L | decimal(18,0) | bigint",
                "1.25BD | decimal(10,1) | decimal(3,2)",
                "1 | string | int",
                "DATE '2026-01-01' | timestamp | date",
                "array('a') | array<int> | string",
                "named_struct('x', 'a') | struct<x:int> | string"
            })
    void refusesTypesThatWouldLoseValues(String value, String type, String got) {
        stageAndCommit(spark.sql("SELECT CAST(NULL AS " + type + ") AS v"), 1);

        assertThatThrownBy(() -> stageAndCommit(spark.sql("SELECT " + value + " AS v"), 2))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("Cannot write to table lake.people: column 'v")
                .hasMessageContaining("does not fit without loss (got " + got + "; expected ");
    }

    @Test
    void refusesColumnsThatTheTableLacks() {
        stageAndCommit(spark.sql("SELECT 1 AS id, 'a' AS name, named_struct('x', 1) AS s"), 1);

        assertThatThrownBy(() -> stageAndCommit(spark.sql("SELECT 1 AS id, 'b' AS nane, 3 AS age"), 2))
                .isInstanceOf(UsageException.class)
                .hasMessage(
                        "Cannot write to table lake.people: the table has no column 'nane', 'age' (has: id, name, s; did you mean "
                                + "'name'?): drop them (drop-fields), or let the table have them (schema-change = evolve)");
        assertThatThrownBy(() -> stageAndCommit(spark.sql("SELECT named_struct('y', 1) AS s"), 2))
                .hasMessageContaining("the table has no column 's.y' (has: x)");
    }

    @Test
    void refusesToLeaveOutARequiredColumn() {
        warehouse.catalog().createNamespace(Warehouse.PEOPLE.namespace());
        warehouse
                .catalog()
                .createTable(
                        Warehouse.PEOPLE,
                        new Schema(
                                Types.NestedField.required(1, "id", Types.LongType.get()),
                                Types.NestedField.optional(2, "name", Types.StringType.get())));

        assertThatThrownBy(() -> stageAndCommit(spark.sql("SELECT 'a' AS name"), 1))
                .isInstanceOf(UsageException.class)
                .hasMessage(
                        "Cannot write to table lake.people: column 'id' is required there and missing in the frame");
        stageAndCommit(spark.sql("SELECT 1L AS id, 'a' AS name"), 1);
        assertThat(warehouse.visible(spark).count()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NULL AS v | 'v'",
                "named_struct('x', NULL) AS v | 'v.x'",
                "array() AS v | 'v[]'",
                "map('k', NULL) AS v | 'v[value]'"
            })
    void refusesColumnsWithoutAType(String column, String path) {
        assertThatThrownBy(() -> stageAndCommit(spark.sql("SELECT 1 AS id, " + column), 1))
                .isInstanceOf(UsageException.class)
                .hasMessage("Cannot create table lake.people: column '"
                        + path.trim().replace("'", "")
                        + "' has no type, for it has no values: drop it (drop-null-fields)");
        assertThat(warehouse.catalog().tableExists(Warehouse.PEOPLE)).isFalse();
    }

    @Test
    void refusesColumnsThatIcebergCannotHold() {
        var hollow = Type.Struct.of(new Type.Field("v", Type.Struct.EMPTY));
        assertThatThrownBy(() -> new NewTable(TableName.parse("lake.people"), hollow, List.of()).schema())
                .hasMessage(
                        "Cannot create table lake.people: column 'v' is a struct without fields: drop it (drop-fields)");
        assertThatThrownBy(() -> stageAndCommit(spark.createDataFrame(List.of(), new StructType()), 1))
                .hasMessage("Cannot create table lake.people: the frame has no columns");
    }

    @Test
    void tellsColumnsApartThatDifferInCaseOnly() {
        stageAndCommit(spark.sql("SELECT 1 AS id, 2 AS ID"), 1);
        var columns = warehouse.catalog().loadTable(Warehouse.PEOPLE).schema().columns();
        assertThat(columns).extracting(Types.NestedField::name).containsExactly("id_2", "ID");
    }

    @Test
    void refusesPartitionsByColumnsThatCannot() {
        var rows = spark.sql("SELECT 1 AS id, array(1) AS tags");

        assertThatThrownBy(() -> warehouse.sink("idd").stage(frames(rows), output("r1", 1)))
                .isInstanceOf(UsageException.class)
                .hasMessage(
                        "Cannot create table lake.people: no column 'idd' to partition by (has: id, tags; did you mean 'id'?)");
        assertThatThrownBy(() -> warehouse.sink("tags").stage(frames(rows), output("r1", 1)))
                .isInstanceOf(UsageException.class)
                .hasMessage("Cannot create table lake.people: column 'tags' to partition by has parts "
                        + "(got array; expected a simple type)");
    }

    @Test
    void partitionsByAColumnWithADot() {
        var rows = spark.sql("SELECT 1 AS `id.bioguide`, 'a' AS name");

        warehouse.sink("id.bioguide").stage(frames(rows), output("r1", 1)).commit();

        assertThat(json(warehouse.visible(spark))).isEqualTo(json(rows));
    }

    @Test
    void keepsThePartitionsOfATableThatExists() {
        stageAndCommit(spark.sql("SELECT 1 AS id, 'a' AS name"), 1);

        warehouse
                .sink("name")
                .stage(frames(spark.sql("SELECT 2 AS id, 'b' AS name")), output("r2", 2))
                .commit();

        assertThat(warehouse.table().spec().isUnpartitioned()).isTrue();
        assertThat(warehouse.visible(spark).count()).isEqualTo(2);
    }

    @Test
    void writesPartitionValuesThatPathsCannotHold() {
        var rows = spark.sql("SELECT * FROM VALUES (1, ''), (2, NULL), (3, 'a/b=c%20'), (4, '..') AS t(id, name)");

        var staged = warehouse.sink("name").stage(frames(rows), output("r1", 1));

        assertThat(json(staged.rows(LazySpark.of(spark)).get("").toDF().orderBy("id")))
                .isEqualTo(json(rows.orderBy("id")));
        staged.commit();
        assertThat(json(warehouse.visible(spark).orderBy("id"))).isEqualTo(json(rows.orderBy("id")));
    }

    private void stageAndCommit(Dataset<Row> rows, long token) {
        warehouse.sink().stage(frames(rows), output("r" + token, token)).commit();
    }

    private static String json(Dataset<Row> rows) {
        return String.join("\n", rows.toJSON().collectAsList());
    }
}
