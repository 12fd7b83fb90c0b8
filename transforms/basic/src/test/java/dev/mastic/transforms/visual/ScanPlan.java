// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms.visual;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.SparkTypes;
import dev.mastic.testkit.FrameLiterals;
import dev.mastic.testkit.GeneratedCode;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.apache.spark.sql.SparkSession;

/**
 * What Spark makes of a frame over Parquet files.
 *
 * @param text the physical plan, as it stands before it runs
 */
public record ScanPlan(String text) {
    private static final String WITHOUT_OWN_CODE = "FileScan |Exchange ";

    /** A frame over a folder without files, of which only the plan is of interest. Runs no job. */
    public static DynamicFrame frame(SparkSession spark, Path folder, String type) {
        var session = spark.newSession();
        // the adaptive plan shows generated code only once it has run
        session.conf().set("spark.sql.adaptive.enabled", "false");
        session.conf().set(GeneratedCode.Mode.KEY, GeneratedCode.Mode.OF_JOBS);
        var columns = FrameLiterals.type(type);
        var rows = session.read().schema(SparkTypes.toSpark(columns)).parquet(folder.toString());
        return FrameLiterals.of(session).frame("rows", columns).derive(columns, rows);
    }

    public static ScanPlan of(DynamicFrame frame) {
        return new ScanPlan(frame.toDF().queryExecution().executedPlan().toString());
    }

    /** The conditions that the files are asked for, in any order. */
    public ScanPlan pushes(String... filters) {
        var pushed = Pattern.compile("PushedFilters: \\[(.*?)], ").matcher(text);
        assertThat(pushed.find()).isTrue();
        assertThat(pushed.group(1).split(", ")).containsExactlyInAnyOrder(filters);
        return this;
    }

    /** The columns that are read. */
    public ScanPlan reads(String type) {
        assertThat(text).contains("ReadSchema: " + type + "\n");
        return this;
    }

    /** Every step between scans and shuffles is in generated code. */
    public ScanPlan isGenerated() {
        assertThat(text.lines().map(line -> line.replaceFirst("^[ :+-]*", "")))
                .filteredOn(line -> !line.isEmpty() && !line.matches("(" + WITHOUT_OWN_CODE + ").*"))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).startsWith("*("));
        return this;
    }
}
