// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.benchmarks;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.instr;
import static org.apache.spark.sql.functions.when;

import dev.mastic.core.type.Type;
import dev.mastic.core.type.TypeString;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Three columns of mixed types, resolved and written as Parquet: {@code code} (int, string) is cast to int, {@code amount} (double, int,
 * string) is split into a column a type, {@code flag} (boolean, string) too. Both sides are told the types; both write with Spark's own writer.
 * By hand: read as strings, cast, split.
 */
final class MixedColumns implements Scenario {
    private static final String KIND = "mixed";
    private static final String BY_HAND = "id bigint, name string, code string, amount string, flag string";
    private static final String TYPE = "struct<id:bigint,name:string,code:uniontype<int,string>,"
            + "amount:uniontype<double,int,string>,flag:uniontype<boolean,string>>";

    @Override
    public String name() {
        return "mixed-columns";
    }

    @Override
    public void generate(Input input) throws IOException {
        input.make(KIND, ".json", "", MixedColumns::write);
    }

    private static void write(StringBuilder row, long number, SplittableRandom random) {
        row.append("{\"id\":").append(number).append(",\"name\":\"customer ").append(random.nextInt(1_000_000));
        int code = random.nextInt(100_000);
        row.append("\",\"code\":");
        quoted(row, code, random.nextInt(10) == 0);
        row.append(",\"amount\":");
        switch (random.nextInt(10)) {
            case 0 -> row.append("\"unknown\"");
            case 1, 2, 3 -> row.append(random.nextInt(10_000));
            default -> row.append(random.nextInt(1_000_000) / 100.0);
        }
        row.append(",\"flag\":")
                .append(random.nextInt(5) == 0 ? "\"maybe\"" : random.nextBoolean())
                .append('}');
    }

    private static void quoted(StringBuilder row, int code, boolean quoted) {
        row.append(quoted ? "\"" : "").append(code).append(quoted ? "\"" : "");
    }

    @Override
    public List<Side> sides(SparkSession session, Input input) {
        var files = input.files(KIND);
        var folder = input.folder();
        return List.of(
                FrameSide.writing(Outcome.SPARK, session, () -> byHand(session, files), folder),
                FrameSide.writing(Outcome.MASTIC, session, () -> ours(session, files), folder));
    }

    private static Dataset<Row> byHand(SparkSession session, Path files) {
        var amount = col("amount");
        var number = amount.cast("double");
        var flag = col("flag");
        return session.read()
                .schema(BY_HAND)
                .json(files.toString())
                .select(
                        col("id"),
                        col("name"),
                        col("code").cast("int").as("code"),
                        when(instr(amount, ".").gt(0), number).as("amount_double"),
                        when(instr(amount, ".").equalTo(0), amount.cast("int")).as("amount_int"),
                        when(number.isNull(), amount).as("amount_string"),
                        flag.cast("boolean").as("flag_boolean"),
                        when(flag.cast("boolean").isNull(), flag).as("flag_string"));
    }

    private static Dataset<Row> ours(SparkSession session, Path files) {
        return JsonFiles.in(files, session)
                .read(session, (Type.Struct) TypeString.parse(TYPE))
                .resolveChoice("code -> cast:int", "amount -> make_cols", "flag -> make_cols")
                .toDF();
    }
}
