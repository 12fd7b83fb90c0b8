// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.bookmark.Advance;
import dev.mastic.core.bookmark.Bounds;
import dev.mastic.core.bookmark.Position;
import dev.mastic.core.bookmark.Slice;
import dev.mastic.core.failure.EtlException;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.FrameContext;
import dev.mastic.core.frame.LazySpark;
import dev.mastic.core.plugin.Registry;
import dev.mastic.core.type.TypeString;
import dev.mastic.testkit.SparkExtension;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Encoders;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** By Spark's dialect for H2, and by the one that SQLite has: none. */
@ExtendWith(SparkExtension.class)
class SparkJdbcSourceTest {
    private final LazySpark spark;

    @TempDir
    private Path folder;

    private String url;

    SparkJdbcSourceTest(LazySpark spark) {
        this.spark = spark;
    }

    @BeforeEach
    void useH2() {
        use("h2");
    }

    private void use(String database) {
        url = "jdbc:" + database + ":" + folder.resolve("shop");
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "sqlite"})
    void eachRowIsReadInOneRun(String database) {
        use(database);
        run("CREATE TABLE orders (id int, name varchar(9))", "INSERT INTO orders VALUES (1, 'a'), (2, 'b')");
        var settings = Map.of("dbtable", "orders", "job-bookmark-keys", database.equals("h2") ? "ID" : "id");
        var first = slice(settings, Optional.empty());
        run("INSERT INTO orders VALUES (7, 'c')");
        assertThat(ids(settings, first)).containsExactly(1L, 2L);
        var second = slice(settings, position(first));
        assertThat(ids(settings, second)).containsExactly(7L);
        assertThat(ids(settings, first)).as("the slice again").containsExactly(1L, 2L);
        var third = slice(settings, position(second));
        assertThat(third.isEmpty()).isTrue();
        assertThat(third.advance()).isEqualTo(new Advance.Nothing());
        assertThat(ids(settings, third)).isEmpty();
    }

    @Test
    void aRunIsRepeatedAsFarAsItWent() {
        run("CREATE TABLE orders (id int)", "INSERT INTO orders VALUES (1), (2)");
        var settings = Map.of("dbtable", "orders", "job-bookmark-keys", "ID");
        var until = position(slice(settings, Optional.empty()));
        run("INSERT INTO orders VALUES (3)");
        var all = Bounds.since(Optional.empty());
        var again = new Bounds(all.read(), all.since(), until, all.maxItems(), all.maxBytes());
        assertThat(ids(settings, source(settings).slice("orders", again))).containsExactly(1L, 2L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "sqlite"})
    void everythingIsReadSideBySide(String database) {
        use(database);
        run("CREATE TABLE orders (id int)", "INSERT INTO orders VALUES (1), (2), (3), (4), (NULL)");
        var settings = Map.of(
                "query",
                "SELECT id FROM orders;",
                "partition-column",
                "id",
                "lower-bound",
                1,
                "upper-bound",
                5,
                "num-partitions",
                2);
        var frame = read(settings, slice(settings, null));
        assertThat(frame.toDF().rdd().getNumPartitions()).isEqualTo(2);
        assertThat(frame.toDF().count()).isEqualTo(5);
    }

    @Test
    void typesAreThoseOfTheDialect() {
        run(
                "CREATE TABLE orders (id bigint, price decimal(9,2), moment timestamp, due date, name varchar(9), ok boolean)");
        var settings = Map.of("dbtable", "orders");
        var slice = slice(settings, null);
        var type =
                TypeString.parseRow("ID long, PRICE decimal(9,2), MOMENT timestamp, DUE date, NAME string, OK boolean");
        assertThat(source(settings).shape(slice)).isEqualTo(type);
        assertThat(read(settings, slice).schema()).isEqualTo(type);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "(1), (1)       | several rows have the same value of 'ID', and one that comes later with it would be lost",
                "(1), (NULL)    | 1 row has null in ID",
            })
    void rowsThatABookmarkWouldLoseStopTheRun(String rows, String message) {
        run("CREATE TABLE orders (id int)", "INSERT INTO orders VALUES " + rows);
        assertThatThrownBy(() -> slice(Map.of("dbtable", "orders", "job-bookmark-keys", "ID"), Optional.empty()))
                .isInstanceOf(EtlException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dbtable=orders | its bookmark needs an order of its rows: set job-bookmark-keys",
                "dbtable=orders,job-bookmark-keys=IDD | there is no column 'IDD' for job-bookmark-keys (has: ID, NAME; did you"
                        + " mean 'ID'?)",
                "dbtable=orders,job-bookmark-keys=NAME | its bookmark key 'NAME' has no whole numbers (got string)",
                "dbtable=orders,query=SELECT 1 | it takes dbtable or query (got both)",
                "fetch-size=1 | it takes dbtable or query (got neither)",
                "dbtable=orders,partition-column=ID | they need partition-column, lower-bound and upper-bound (got 1 of them)",
                "dbtable=orders,job-bookmark-keys=ID,driver=com.acme.Driver | there is no driver com.acme.Driver on the class path: put its jar",
            })
    void wrongCallsAreNamed(String written, String message) {
        run("CREATE TABLE orders (id int, name varchar(9))");
        var settings = new HashMap<String, Object>();
        for (var setting : written.split(",")) {
            settings.put(setting.split("=")[0], setting.split("=")[1]);
        }
        assertThatThrownBy(() -> slice(settings, Optional.empty()))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aTableThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> slice(Map.of("dbtable", "gone"), null))
                .isInstanceOf(EtlException.class)
                .hasMessageStartingWith("Cannot read gone in jdbc:h2:")
                .hasMessageContaining("Table \"GONE\" not found");
    }

    @Test
    void aDatabaseWithoutADriverIsNamed() {
        url = "jdbc:mysql://127.0.0.1:1/shop";
        assertThatThrownBy(() -> slice(Map.of("dbtable", "orders"), null))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("No suitable driver")
                .hasMessageEndingWith("and set driver to its class");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:mysql://h/shop?user=u&password=canary",
                "jdbc:mysql://u:canary@h/shop",
                "jdbc:oracle:thin:u/canary@h:1521/shop",
                "jdbc:sqlserver://h;databaseName=shop;Password=canary",
                "jdbc:db2://h:1/shop:user=u;pwd=canary;",
                "mysql://u:canary@h/shop",
            })
    void passwordsInUrlsAreRefusedAndNotShown(String written) {
        url = written;
        assertThatThrownBy(() -> source(Map.of("dbtable", "orders")))
                .isInstanceOf(EtlException.class)
                .hasMessageContaining("a JDBC URL")
                .hasMessageNotContaining("canary");
    }

    private void run(String... statements) {
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement()) {
            for (var each : statements) {
                statement.execute(each);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private SparkJdbcSource source(Map<String, ?> settings) {
        var all = new HashMap<String, Object>(settings);
        all.put("spark-jdbc", url);
        var maker = new SparkJdbcSource.Plugin();
        return maker.create(maker.settings().of("test", all), TestDatabase.NONE);
    }

    /** @param since null for all rows */
    private Slice slice(Map<String, ?> settings, Optional<Position> since) {
        return source(settings).slice("orders", since == null ? Bounds.all() : Bounds.since(since));
    }

    private static Optional<Position> position(Slice slice) {
        return Optional.of(((Advance.To) slice.advance()).position());
    }

    private DynamicFrame read(Map<String, ?> settings, Slice slice) {
        return source(settings).read(spark, slice, FrameContext.outsideJobs(Registry.of(List.of())));
    }

    private List<Long> ids(Map<String, ?> settings, Slice slice) {
        return read(settings, slice)
                .toDF()
                .selectExpr("cast(id AS long) AS id")
                .sort("id")
                .as(Encoders.LONG())
                .collectAsList();
    }
}
