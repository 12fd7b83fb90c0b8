// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms.visual;

import static dev.mastic.testkit.FrameAssert.assertFrame;
import static dev.mastic.transforms.visual.FormatTimestamp.formatTimestamp;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.frame.Transform;
import dev.mastic.core.type.ColumnPath;
import dev.mastic.testkit.FrameLiterals;
import dev.mastic.testkit.TransformContract;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

class FormatTimestampTest extends TransformContract {
    @Override
    protected String name() {
        return "format-timestamp";
    }

    @Override
    protected Transform transform() {
        return new FormatTimestamp(
                ColumnPath.parse("seen.at"), TimePattern.toWrite("EEE, d MMM yyyy"), Optional.of(ColumnPath.of("day")));
    }

    @Override
    protected Map<String, ?> settings() {
        return Map.of("column", "seen.at", "format", "EEE, d MMM yyyy", "to", "day");
    }

    @Override
    protected Frames sample(FrameLiterals literals) {
        return Frames.of(
                "rows",
                literals.frame(
                        "rows",
                        "struct<seen:struct<at:timestamp>>",
                        "{'seen':{'at':'2024-01-31T23:15:30Z'}}",
                        "{'seen':{}}",
                        "{}"));
    }

    @Test
    void writesEnglishNames(SparkSession spark) {
        assertFrame(sample(FrameLiterals.of(spark)).get("rows").apply((FormatTimestamp) transform()))
                .hasType("struct<seen:struct<at:timestamp>,day:string>")
                .hasRows("{'seen':{'at':'2024-01-31T23:15:30.000Z'},'day':'Wed, 31 Jan 2024'}", "{'seen':{}}", "{}");
    }

    @Test
    void writesTimestampsInTheZoneOfTheSessionAndOthersAsTheyAre(SparkSession spark) {
        spark.conf().set("spark.sql.session.timeZone", "America/New_York");
        try {
            var rows = FrameLiterals.of(spark)
                    .frame(
                            "r",
                            "struct<t:timestamp,n:timestamp_ntz,d:date>",
                            "{'t':'2024-03-10T12:00:00Z','n':'2024-03-10T02:30:00','d':'1066-10-14'}");
            assertFrame(rows.apply(formatTimestamp("t", "dd.MM.yyyy HH:mm XXX"))
                            .apply(formatTimestamp("n", "dd.MM.yyyy HH:mm"))
                            .apply(formatTimestamp("d", "dd.MM.yyyy")))
                    .hasRows("{'t':'10.03.2024 08:00 -04:00','n':'10.03.2024 02:30','d':'14.10.1066'}");
        } finally {
            spark.conf().set("spark.sql.session.timeZone", "UTC");
        }
    }

    @Test
    void refusesWhatIsNoTime(SparkSession spark) {
        var rows = FrameLiterals.of(spark).frame("r", "struct<t:string>");
        assertThatThrownBy(() -> rows.apply(formatTimestamp("t", "yyyy")))
                .isInstanceOf(UsageException.class)
                .hasMessage("Cannot format 't': t is of another type (got string; expected timestamp or date)");
        assertThatThrownBy(() -> formatTimestamp("t", "yyyy '")).hasMessageContaining("as a pattern of times");
    }
}
