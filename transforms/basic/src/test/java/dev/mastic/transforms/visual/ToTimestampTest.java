// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms.visual;

import static dev.mastic.testkit.FrameAssert.assertFrame;
import static dev.mastic.transforms.visual.ToTimestamp.toTimestamp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.config.ConfigProblemsException;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.frame.Transform;
import dev.mastic.core.type.ColumnPath;
import dev.mastic.testkit.FrameLiterals;
import dev.mastic.testkit.TransformContract;
import java.sql.Timestamp;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.util.DateTimeUtils;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ToTimestampTest extends TransformContract {
    private static final UTF8String UTC = UTF8String.fromString("UTC");

    @Override
    protected String name() {
        return "to-timestamp";
    }

    @Override
    protected Transform transform() {
        return new ToTimestamp(
                ColumnPath.parse("visit.seen"),
                TimestampFormat.parse("dd.MM.yyyy HH:mm"),
                Optional.of(ColumnPath.parse("seen_at")),
                Unfit.FAULT);
    }

    @Override
    protected Map<String, ?> settings() {
        return Map.of("column", "visit.seen", "format", "dd.MM.yyyy HH:mm", "to", "seen_at", "unfit", "fault");
    }

    @Override
    protected Frames sample(FrameLiterals literals) {
        return Frames.of(
                "visits",
                literals.frame(
                        "visits",
                        "struct<id:int,visit:struct<seen:string>>",
                        "{'id':1,'visit':{'seen':'31.12.2024 13:05'}}",
                        "{'id':2,'visit':{}}",
                        "{'id':3}",
                        "{}"));
    }

    private static DynamicFrame seen(SparkSession spark, String type, String... values) {
        var rows = new String[values.length];
        for (int i = 0; i < values.length; i++) {
            rows[i] = values[i] == null ? "{}" : "{'seen':" + values[i] + "}";
        }
        return FrameLiterals.of(spark).frame("visits", "struct<seen:" + type + ">", rows);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2024-01-31                      | 2024-01-31 00:00:00",
                "2024-1-3                        | 2024-01-03 00:00:00",
                "2024-01                         | 2024-01-01 00:00:00",
                "2024-01-31T10:15:30.123456Z     | 2024-01-31 10:15:30.123456",
                "2024-01-31 10:15                | 2024-01-31 10:15:00",
                "2024-01-31T10:15:30+02:00       | 2024-01-31 08:15:30",
                "2024-01-31 10:15:30 Europe/Berlin | 2024-01-31 09:15:30",
                "20240131                        | 2024-01-31 00:00:00",
                "20240131101530                  | 2024-01-31 10:15:30",
                "20240131T101530Z                | 2024-01-31 10:15:30",
                "20240131T1015+0100              | 2024-01-31 09:15:00",
                "1706696130                      | 2024-01-31 10:15:30",
                "1706696130.5                    | 2024-01-31 10:15:30.5",
                "1706696130123                   | 2024-01-31 10:15:30.123",
                "1706696130123456                | 2024-01-31 10:15:30.123456",
                "1706696130123456789             | 2024-01-31 10:15:30.123456",
                "-170669613                      | 1964-08-04 15:46:27",
                "2024/01/31                      | 2024-01-31 00:00:00",
                "2024/1/31 1:05 pm               | 2024-01-31 13:05:00",
                "2024.01.31 10:15:30             | 2024-01-31 10:15:30",
                "31/01/2024                      | 2024-01-31 00:00:00",
                "01/31/2024 12:00 AM             | 2024-01-31 00:00:00",
                "31.1.2024 10:15                 | 2024-01-31 10:15:00",
                "03-03-2024                      | 2024-03-03 00:00:00",
                "Jan 31, 2024                    | 2024-01-31 00:00:00",
                "Jan 31 2024                     | 2024-01-31 00:00:00",
                "January 31st, 2024 at 1:05 PM   | 2024-01-31 13:05:00",
                "31 Jan 2024 10:15:30            | 2024-01-31 10:15:30",
                "31-JAN-2024                     | 2024-01-31 00:00:00",
                "Wed, 31 Jan 2024 10:15:30 GMT   | 2024-01-31 10:15:30",
                "Wed Jan 31 10:15:30 2024        | 2024-01-31 10:15:30",
                "Wed Jan 31 10:15:30 UTC 2024    | 2024-01-31 10:15:30",
                "31/Jan/2024:10:15:30 +0100      | 2024-01-31 09:15:30",
            })
    void detectsWhatHasOneMeaning(String text, Timestamp expected) {
        var micros = new DetectedTime().read(UTF8String.fromString(text), UTC);
        assertThat(DateTimeUtils.microsToInstant(micros))
                .isEqualTo(expected.toLocalDateTime().toInstant(ZoneOffset.UTC));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "soon",
                "01/02/2024",
                "1.2.2024",
                "31/12/24",
                "2024",
                "0",
                "170669",
                "17066961301",
                "2024-13-01",
                "30/02/2024",
                "Feb 30, 2024",
                "Tue, 31 Jan 2024",
                "20241301",
                "18991231",
                "10:15",
                "T10:15",
                "31 Jan 2024 25:00",
                "31 Jan 2024 13:00 PM",
                "31 Jan 2024 10:00 Nowhere",
                "99999999999999999999",
                "1e9",
                "2024-01-31T10:15:30 and more"
            })
    void doesNotGuess(String text) {
        assertThat(new DetectedTime().read(UTF8String.fromString(text), UTC)).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "int       | 20240131         | autodetect          | 2024-01-31 00:00:00",
                "int       | 1706696130       | autodetect          | 2024-01-31 10:15:30",
                "bigint    | 1706696130123    | autodetect          | 2024-01-31 10:15:30.123",
                "double    | 1706696130.5     | autodetect          | 2024-01-31 10:15:30.5",
                "bigint    | 0                | autodetect          |",
                "bigint    | 0                | epoch-seconds       | 1970-01-01 00:00:00",
                "smallint  | -1               | epoch-millis        | 1969-12-31 23:59:59.999",
                "decimal(12,1) | 1706696130.5 | epoch-seconds       | 2024-01-31 10:15:30.5",
                "float     | 0.5              | epoch-seconds       | 1970-01-01 00:00:00.5",
                "string    | '1706696130.25'  | epoch-seconds       | 2024-01-31 10:15:30.25",
                "string    | ' 1706696130123 '| epoch-millis        | 2024-01-31 10:15:30.123",
                "string    | '1e999999999'    | epoch-seconds       |",
                "string    | '1e-999999999'   | epoch-seconds       |",
                "string    | 'soon'           | epoch-seconds       |",
                "bigint    | 9223372036854775807 | epoch-seconds    |",
                "string    | '2024-01-31T10:15' | iso               | 2024-01-31 10:15:00",
                "string    | '2024'           | iso                 | 2024-01-01 00:00:00",
                "string    | '31.01.2024'     | iso                 |",
                "int       | 20240131         | yyyyMMdd            | 2024-01-31 00:00:00",
                "string    | '31.01.24 1 pm'  | dd.MM.yy h a        | 2024-01-31 13:00:00",
                "string    | '2024-02'        | yyyy-MM             | 2024-02-01 00:00:00",
                "string    | '2024-02-30'     | yyyy-MM-dd          |",
                "string    | '2024-1-31'      | yyyy-MM-dd          |",
                "string    | '31JAN2024 10:15 +0100' | ddMMMyyyy HH:mm Z | 2024-01-31 09:15:00",
                "date      | '2024-01-31'     | epoch-seconds       | 2024-01-31 00:00:00",
                "timestamp | '2024-01-31T10:15:30Z' | iso           | 2024-01-31 10:15:30",
                "timestamp_ntz | '2024-01-31T10:15:30' | iso        | 2024-01-31 10:15:30",
            })
    void readsWhatTheFormatSays(String type, String value, String format, String expected, SparkSession spark) {
        var rows = seen(spark, type, value).apply(toTimestamp("seen", format)).toDF();
        assertThat(rows.selectExpr("cast(seen as string)").head().getString(0)).isEqualTo(expected);
    }

    @Test
    void readsTextsWithoutAZoneInThatOfTheSession(SparkSession spark) {
        spark.conf().set("spark.sql.session.timeZone", "America/New_York");
        try {
            var visits = seen(spark, "string", "'31.01.2024 10:15'", "'2024-01-31 10:15'", "'20240131T1015'");
            assertThat(visits.apply(toTimestamp("seen"))
                            .toDF()
                            .selectExpr("unix_seconds(seen)")
                            .distinct()
                            .collectAsList()
                            .toString())
                    .isEqualTo("[[1706714100]]");
        } finally {
            spark.conf().set("spark.sql.session.timeZone", "UTC");
        }
    }

    @Test
    void readsTheBranchesOfAChoice(SparkSession spark) {
        var visits = seen(
                spark,
                "uniontype<bigint,string,struct<a:int>>",
                "{'long':1706696130}",
                "{'string':'31.01.2024'}",
                "{'struct':{'a':1}}",
                null);
        assertFrame(visits.apply(toTimestamp("seen")))
                .hasType("struct<seen:timestamp>")
                .hasRows("{'seen':'2024-01-31T10:15:30.000Z'}", "{'seen':'2024-01-31T00:00:00.000Z'}", "{}", "{}");
    }

    @Test
    void refusesRowsOnlyWhereThereIsAValue(SparkSession spark) {
        var visits = seen(spark, "string", "'2024-01-31'", "'01/02/2024'", null)
                .apply(new ToTimestamp(
                        ColumnPath.of("seen"), TimestampFormat.parse("autodetect"), Optional.empty(), Unfit.FAULT));
        assertFrame(visits).hasRows("{'seen':'2024-01-31T00:00:00.000Z'}", "{}");
        assertThat(visits.errorsAsDynamicFrame()
                        .toDF()
                        .select("column", "reason", "raw")
                        .collectAsList()
                        .toString())
                .isEqualTo("[[seen,is no timestamp (expected autodetect),{\"seen\":\"01/02/2024\"}]]");
    }

    @Test
    void replacesAColumnOfTheNewName(SparkSession spark) {
        var rows = FrameLiterals.of(spark).frame("f", "struct<at:int,seen:string>", "{'at':1,'seen':'2024-01-31'}");
        assertFrame(rows.apply(new ToTimestamp(
                        ColumnPath.of("seen"),
                        TimestampFormat.parse("iso"),
                        Optional.of(ColumnPath.of("at")),
                        Unfit.NULL)))
                .hasType("struct<at:timestamp,seen:string>")
                .hasRows("{'at':'2024-01-31T00:00:00.000Z','seen':'2024-01-31'}");
    }

    @Test
    void refusesColumnsThatHoldNoTimes(SparkSession spark) {
        assertThatThrownBy(() -> seen(spark, "boolean", "true").apply(toTimestamp("seen")))
                .isInstanceOf(UsageException.class)
                .hasMessage("Cannot make timestamps of 'seen': seen is of another type (got boolean; expected string or"
                        + " a number)");
        assertThatThrownBy(() -> seen(spark, "int", "1").apply(toTimestamp("seen", "iso")))
                .hasMessageContaining("(got int; expected string)");
        assertThatThrownBy(() -> seen(spark, "int", "1").apply(toTimestamp("sen")))
                .hasMessage("Cannot make timestamps of 'sen': no column 'sen' in the record (has: seen; did you mean"
                        + " 'seen'?)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "YYYY-MM-dd | Y is the year that a week belongs to (expected yyyy)",
                "HH:mm | it has no year (expected yyyy)",
                "yyyy-MM-dd hh:mm | an hour of twelve needs its half of the day (expected a, or HH)",
                "yyyy-'Q'q | 'q' cannot be read",
                "yyyy-MM-dd'T | Pattern ends with an incomplete string literal",
                "epoch-second | did you mean 'epoch-seconds'?",
            })
    void refusesPatternsThatDoNotSayWhichTimeIsMeant(String pattern, String why) {
        assertThatThrownBy(() -> TimestampFormat.parse(pattern))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining(why);
        assertThatThrownBy(() -> new ToTimestamp.Plugin()
                        .settings()
                        .of("to-timestamp", Map.of("column", "seen", "format", pattern)))
                .isInstanceOf(ConfigProblemsException.class)
                .hasMessageContaining(why);
    }
}
