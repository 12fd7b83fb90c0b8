// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.quality;

import dev.mastic.core.config.Settings;
import dev.mastic.core.config.SettingsSpec;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.frame.Shapes;
import dev.mastic.core.frame.Transform;
import dev.mastic.core.io.Verdict;
import dev.mastic.core.plugin.Factory;
import dev.mastic.core.plugin.Parts;
import dev.mastic.core.type.Type;
import dev.mastic.core.type.TypeString;
import java.util.LinkedHashMap;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Glue's {@code EvaluateDataQuality}: what rules in DQDL say of a frame, and of each of its rows. Gives three frames: the rows as they are,
 * a row for each rule with its outcome, and the rows with the rules that they keep and break. Of several frames that go in, the rules
 * are about the first; the others are known by their names, to compare with. It stops nothing: the {@code quality} block of a job does.
 *
 * <p>When it is applied, it runs the Spark jobs that the outcomes of the rules need; rows are lazy.
 *
 * <pre>{@code
 * { name = checked, transform = evaluate-data-quality, in = people, rules = ["IsComplete \"id\"", "RowCount > 0"] }
 * }</pre>
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/data-quality-gs-studio.html">Data quality in Glue</a>
 */
public record EvaluateDataQuality(Ruleset ruleset) implements Transform {
    /** The rows as they went in; Glue's {@code originalData}. */
    public static final String ORIGINAL_DATA = "original-data";
    /** A row for each rule; Glue's {@code ruleOutcomes}. */
    public static final String RULE_OUTCOMES = "rule-outcomes";
    /** The rows with what the rules say of each; Glue's {@code rowLevelOutcomes}. */
    public static final String ROW_LEVEL_OUTCOMES = "row-level-outcomes";

    private static final Type.Struct OUTCOME = (Type.Struct)
            TypeString.parse("struct<Rule:string,Outcome:string,FailureReason:string,EvaluatedMetrics:map<string,double>,"
                    + "EvaluatedRule:string>");
    private static final StructType OUTCOME_ROW = new StructType()
            .add("Rule", DataTypes.StringType)
            .add("Outcome", DataTypes.StringType)
            .add("FailureReason", DataTypes.StringType)
            .add("EvaluatedMetrics", DataTypes.createMapType(DataTypes.StringType, DataTypes.DoubleType))
            .add("EvaluatedRule", DataTypes.StringType);

    /**
     * Evaluates these rules, each in DQDL.
     *
     * @throws UsageException if one is wrong or not run, with its place
     */
    public static EvaluateDataQuality evaluateDataQuality(String... rules) {
        return new EvaluateDataQuality(Ruleset.parse("rules", String.join(",\n", rules)));
    }

    @Override
    public Shapes outputShapes(Shapes in) {
        new DataQuality(ruleset).expect(in);
        var rows = in.get(in.names().get(0));
        var out = new LinkedHashMap<String, Type.Struct>();
        out.put(ORIGINAL_DATA, rows);
        out.put(RULE_OUTCOMES, OUTCOME);
        out.put(ROW_LEVEL_OUTCOMES, RowOutcomes.shape(rows));
        return new Shapes(out);
    }

    @Override
    public Frames apply(Frames in) {
        var quality = new DataQuality(ruleset);
        quality.expect(in.shapes());
        var rows = in.frames().iterator().next();
        var out = new LinkedHashMap<String, DynamicFrame>();
        out.put(ORIGINAL_DATA, rows);
        out.put(RULE_OUTCOMES, rows.derive(OUTCOME, outcomes(rows.toDF(), quality.verdict(in))));
        out.put(ROW_LEVEL_OUTCOMES, quality.rows(rows));
        return Frames.of(out);
    }

    private static Dataset<Row> outcomes(Dataset<Row> rows, Verdict verdict) {
        List<Row> outcomes =
                verdict.rules().stream().map(EvaluateDataQuality::outcome).toList();
        return rows.sparkSession().createDataFrame(outcomes, OUTCOME_ROW);
    }

    private static Row outcome(Verdict.Rule rule) {
        return RowFactory.create(
                rule.rule(), rule.outcome(), rule.reason().orElse(null), rule.sortedMetrics(), rule.rule());
    }

    /** Makes the transform from settings. */
    public static final class Plugin implements Factory<Transform> {
        @Override
        public Class<Transform> kind() {
            return Transform.class;
        }

        @Override
        public String name() {
            return "evaluate-data-quality";
        }

        @Override
        public SettingsSpec settings() {
            return SettingsSpec.of(WrittenRules.RULES, WrittenRules.RULESET_FILE);
        }

        @Override
        public Transform create(Settings settings, Parts parts) {
            return new EvaluateDataQuality(WrittenRules.read(settings));
        }
    }
}
