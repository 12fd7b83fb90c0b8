// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.bookmark.Bounds;
import dev.mastic.core.bookmark.Output;
import dev.mastic.core.bookmark.Run;
import dev.mastic.core.bookmark.Token;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.FrameContext;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.frame.LazySpark;
import dev.mastic.core.plugin.Registry;
import dev.mastic.core.type.TypeString;
import dev.mastic.testkit.Inputs;
import dev.mastic.testkit.PostgresExtension;
import dev.mastic.testkit.PostgresExtension.PostgresUrl;
import dev.mastic.testkit.SparkExtension;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values of a database in frames, and back. */
@ExtendWith({PostgresExtension.class, SparkExtension.class})
class JdbcTypesTest {
    private static final String COLUMNS =
            "b bool, s smallint, i int, l bigint, f real, d double precision, n numeric(12,3),"
                    + " \"N\" numeric, t text, v varchar(9), u uuid, j jsonb, y bytea, at date, ts timestamp, tz timestamptz, m mood";
    private static final String VALUES =
            "(true, -7, 70000, 7000000000, 1.5, 'NaN', -123456789.125, 12.000000000000000001,"
                    + " E'a\\tb\\\\c\\nd\\re\u00e9\ud83d\ude00', '', '00000000-0000-0000-0000-00000000000a', '{\"a\": 1}', '\\x00ff09',"
                    + " '1969-12-31', '2024-03-31 02:30:00.123456', '2024-03-31 01:30:00.5+02', 'sad'),"
                    + " (NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)";
    private final TestDatabase database;
    private final SparkSession spark;

    JdbcTypesTest(PostgresUrl url, SparkSession spark) {
        this.database = new TestDatabase(url.url());
        this.spark = spark;
    }

    @Test
    void valuesComeAndGoUnchanged() {
        database.run("CREATE TYPE mood AS ENUM ('sad', 'glad')");
        database.run("CREATE TABLE \"In\" (" + COLUMNS + ")", "INSERT INTO \"In\" VALUES " + VALUES);
        var frame = read(Map.of("dbtable", "In"));
        assertThat(TypeString.print(frame.schema()))
                .isEqualTo("struct<b:boolean,s:smallint,i:int,l:bigint,f:float,d:double,n:decimal(12,3),"
                        + "N:decimal(38,18),t:string,v:string,u:string,j:string,y:binary,at:date,ts:timestamp,"
                        + "tz:timestamp,m:string>");
        database.run("CREATE TABLE out (" + COLUMNS + ")");
        write(frame);
        for (var column : List.of("b", "s", "i", "l", "f", "d", "n", "t", "v", "u", "j", "y", "at", "ts", "tz", "m")) {
            assertThat(database.texts("SELECT " + column + "::text FROM out ORDER BY i"))
                    .as(column)
                    .isEqualTo(database.texts("SELECT " + column + "::text FROM \"In\" ORDER BY i"));
        }
        assertThat(database.texts("SELECT 1 FROM \"In\" JOIN out USING (\"N\")"))
                .hasSize(1);
    }

    @Test
    void timesDoNotDependOnTheZoneOfTheProcess() {
        database.run("CREATE TABLE orders (ts timestamp)", "INSERT INTO orders VALUES ('2024-03-31 02:30:00')");
        var before = TimeZone.getDefault();
        TimeZone.setDefault(TimeZone.getTimeZone("Europe/Berlin"));
        try {
            assertThat(read(Map.of("dbtable", "orders"))
                            .toDF()
                            .selectExpr("cast(ts as string)")
                            .first()
                            .getString(0))
                    .isEqualTo("2024-03-31 02:30:00");
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @Test
    void aNewTableGetsTheTypesOfTheFrame() {
        var rows = spark.sql("SELECT 1 AS `Id`, 2.50BD AS price, 'x' AS name, timestamp'0001-01-01 00:00:00' AS at,"
                + " date'-0043-03-15' AS ides");
        write(DynamicFrame.fromDF(rows, "rows", FrameContext.outsideJobs(Registry.of(List.of()))));
        assertThat(database.texts("SELECT attname || ' ' || format_type(atttypid, atttypmod) FROM pg_attribute"
                        + " WHERE attrelid = 'out'::regclass AND attnum > 0 ORDER BY attnum"))
                .containsExactly(
                        "Id integer", "price numeric(3,2)", "name text", "at timestamp with time zone", "ides date");
        assertThat(database.texts("SELECT ides::text FROM out")).containsExactly("0044-03-15 BC");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "timestamptz | infinity             | column 'x' cannot be read: infinity",
                "date        | -infinity            | column 'x' cannot be read: -infinity",
                "numeric     | 0.1234567890123456789 | column 'x' cannot be read: 0.1234567890123456789",
                "numeric     | 1e21                 | numeric field overflow",
            })
    void valuesThatNoColumnCanHoldStopTheRead(String type, String value, String message) {
        database.run("CREATE TABLE orders (x " + type + ")", "INSERT INTO orders VALUES ('" + value + "')");
        assertThatThrownBy(() -> read(Map.of("dbtable", "orders")).toDF().collectAsList())
                .hasMessageContaining(message);
    }

    @Test
    void columnsThatNoFrameCanHoldAreNamed() {
        database.run("CREATE TABLE orders (id int, tags text[])");
        assertThatThrownBy(() -> read(Map.of("dbtable", "orders")))
                .isInstanceOf(UsageException.class)
                .hasMessage(
                        "Cannot read table public.orders: column 'tags' is of type _text, which no column of a frame can"
                                + " hold: read it by a query that casts it, such as to_json(\"tags\")::text");
        assertThat(read(Map.of("query", "SELECT id, to_json(tags)::text AS tags FROM orders"))
                        .toDF()
                        .count())
                .isZero();
    }

    @Test
    void aTableThatIsNotThereIsNamedWithTheNearest() {
        database.run("CREATE TABLE orders (id int)");
        assertThatThrownBy(() -> read(Map.of("dbtable", "order")))
                .isInstanceOf(UsageException.class)
                .hasMessage("Cannot read table public.order: it does not exist"
                        + " (has: public.orders; did you mean 'public.orders'?)");
    }

    @Test
    void filtersAndColumnsArePushedToTheDatabase() {
        database.run("CREATE TABLE orders (id int, name text)");
        var rows = read(Map.of("dbtable", "orders")).toDF().where("id = 7").select("name");
        var plan = rows.queryExecution().executedPlan().toString();
        assertThat(plan).contains("EqualTo(id,7)").contains("ReadSchema: struct<name:string>");
    }

    @ParameterizedTest
    @CsvSource({"hashfield, name", "hashfield, id", "hashexpression, id", "hashexpression, id - 50"})
    void queriesSideBySideReadEachRowOnce(String setting, String value) {
        database.run(
                "CREATE TABLE orders (id int, name text)",
                "INSERT INTO orders SELECT nullif(i, 5), nullif('n' || i, 'n6') FROM generate_series(1, 100) AS s(i)");
        var rows = read(Map.of("dbtable", "orders", setting, value, "hashpartitions", 4))
                .toDF();
        assertThat(rows.rdd().getNumPartitions()).isEqualTo(4);
        assertThat(rows.count()).isEqualTo(100);
        assertThat(rows.distinct().count()).isEqualTo(100);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "i |    |     | 4",
                "i | 20 | 60  | 4",
                "i | 99 | 101 | 3",
                "i | 7  | 7   | 2",
                "n |    |     | 4",
                "f |    |     | 4",
                "d |    |     | 4",
                "d | 2026-01-03 | 2026-01-05 | 3",
                "t |    |     | 4",
                "z | 2026-01-01T00:00:00Z | 2026-01-02 12:00:00+02 | 4",
            })
    void rangesOfAColumnReadEachRowOnce(String column, String lower, String upper, int partitions) {
        database.run(
                "CREATE TABLE orders (i int, n numeric, f float8, d date, t timestamp, z timestamptz)",
                "INSERT INTO orders SELECT i, i / 8.0, i / 7.0, date '2026-01-01' + i, timestamp '2026-01-01' + interval '1h' * i,"
                        + " timestamptz '2026-01-01' + interval '1h' * i FROM generate_series(-50, 100) AS s(i)",
                "INSERT INTO orders DEFAULT VALUES");
        var settings = new HashMap<String, Object>(
                Map.of("dbtable", "orders", "partition-column", column, "num-partitions", 4));
        Optional.ofNullable(lower).ifPresent(bound -> settings.put("lower-bound", bound));
        Optional.ofNullable(upper).ifPresent(bound -> settings.put("upper-bound", bound));
        var rows = read(settings).toDF();
        assertThat(rows.rdd().getNumPartitions()).isEqualTo(partitions);
        assertThat(rows.count()).isEqualTo(152);
        assertThat(rows.distinct().count()).isEqualTo(152);
    }

    @Test
    void rangesAreOfEqualWidth() {
        database.run("CREATE TABLE orders AS SELECT i AS id FROM generate_series(1, 100) AS s(i)");
        var rows = read(Map.of("dbtable", "orders", "partition-column", "id", "num-partitions", 4))
                .toDF();
        assertThat(rows.groupBy(functions.spark_partition_id())
                        .count()
                        .select("count")
                        .as(Encoders.LONG())
                        .collectAsList())
                .allSatisfy(count -> assertThat(count).isBetween(24L, 26L))
                .hasSize(4);
    }

    @Test
    void noRowsAreDividedByNoRange() {
        database.run("CREATE TABLE orders (id int)");
        assertThat(read(Map.of("dbtable", "orders", "partition-column", "id"))
                        .toDF()
                        .count())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "partition-column=name | its partition-column 'name' has no ranges (got text; expected a number, a date or a"
                        + " timestamp): divide it by hashfield",
                "partition-column=idd | there is no column 'idd' for partition-column (has: id, name; did you mean 'id'?)",
                "partition-column=id,lower-bound=x | lower-bound is no value of column 'id' (got x; expected int4)",
                "partition-column=id,lower-bound=9,upper-bound=1 | its lower-bound lies above its upper-bound (got 9 and 1)",
                "lower-bound=1 | Cannot divide rows by lower-bound alone: set partition-column",
                "partition-column=id,hashfield=id | Cannot divide rows by hashfield and by partition-column",
                "hashexpression=id,hashfield=id | Cannot divide rows by hashfield and by hashexpression",
            })
    void divisionsThatCannotBeAreRefused(String written, String message) {
        database.run("CREATE TABLE orders (id int, name text)", "INSERT INTO orders VALUES (1, 'a')");
        var settings = new HashMap<String, Object>(Map.of("dbtable", "orders"));
        for (var setting : written.split(",")) {
            settings.put(setting.split("=")[0], setting.split("=")[1]);
        }
        assertThatThrownBy(() -> read(settings))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining(message);
    }

    private DynamicFrame read(Map<String, ?> settings) {
        var source = database.source(settings);
        var slice = source.slice("orders", Bounds.all());
        var frame = source.read(LazySpark.of(spark), slice, FrameContext.outsideJobs(Registry.of(List.of())));
        assertThat(frame.schema()).isEqualTo(source.shape(slice));
        return frame;
    }

    private void write(DynamicFrame frame) {
        var output = new Output(new Run("job", "r1", new Token(1)), "lake", Inputs.of("a"), Optional.empty());
        database.sink(Map.of("dbtable", "out"))
                .stage(Frames.of("", frame), output)
                .commit();
    }
}
