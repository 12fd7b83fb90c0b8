// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.quality;

import com.amazon.deequ.dqdl.execution.DQDLExecutor;
import com.amazon.deequ.dqdl.execution.DefaultOperandEvaluator$;
import com.amazon.deequ.dqdl.model.Passed$;
import com.amazon.deequ.dqdl.model.RuleOutcome;
import com.amazon.deequ.dqdl.translation.DQDLRuleTranslator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import scala.collection.JavaConverters;
import software.amazon.glue.dqdl.model.DQRule;
import software.amazon.glue.dqdl.model.DQRuleset;
import software.amazon.glue.dqdl.model.condition.number.NumberBasedCondition;

/**
 * Rules about all rows together, by Deequ's executor. What it measures is compared once more after rounding, so that the answer does not
 * depend on the partitions of the frame.
 *
 * @param rows the frames by name; the rules are about the first
 */
record DeequRules(LinkedHashMap<String, Dataset<Row>> rows) {
    /** Runs the rules, with one scan for all that need no groups. Runs Spark jobs. */
    Map<DQRule, Measured> run(List<DQRule> rules) {
        var measured = new LinkedHashMap<DQRule, Measured>();
        if (!rules.isEmpty()) {
            var apart = apart();
            // all statements have one name among Deequ's measures, where the last would stand for all
            together(rules).forEach(some -> run(some, apart, measured));
        }
        return measured;
    }

    private static List<List<DQRule>> together(List<DQRule> rules) {
        var others = rules.stream().filter(rule -> !isSql(rule)).toList();
        return Stream.concat(Stream.of(others), rules.stream().filter(DeequRules::isSql).map(List::of))
                .filter(some -> !some.isEmpty())
                .toList();
    }

    private static boolean isSql(DQRule rule) {
        return RuleType.of(rule.getRuleType()) == RuleType.CUSTOM_SQL;
    }

    private static void run(List<DQRule> rules, Map<String, Dataset<Row>> frames, Map<DQRule, Measured> measured) {
        var others = new LinkedHashMap<>(frames);
        var primary = others.remove(frames.keySet().iterator().next());
        var outcomes = JavaConverters.mapAsJavaMap(DQDLExecutor.executeRules(
                DQDLRuleTranslator.toExecutableRules(new DQRuleset(rules)), primary, immutable(others)));
        rules.forEach(rule -> measured.put(rule, measured(rule, outcomes.get(rule))));
    }

    /** The frames in a session of their own, whose views no one else sees: SQL in rules calls the first {@code primary}. */
    private LinkedHashMap<String, Dataset<Row>> apart() {
        var first = rows.values().iterator().next();
        SparkSession session = first.sparkSession().cloneSession();
        session.conf().set("spark.sql.caseSensitive", hasTwins(first.columns()));
        var apart = new LinkedHashMap<String, Dataset<Row>>();
        rows.forEach((name, frame) -> {
            var own = Dataset.ofRows(session, frame.queryExecution().analyzed());
            own.createOrReplaceTempView("`" + (apart.isEmpty() ? Sql.PRIMARY : name) + "`");
            apart.put(name, own);
        });
        return apart;
    }

    /** Whether names differ only in case. */
    private static boolean hasTwins(String[] names) {
        var seen = new HashSet<String>();
        for (var name : names) {
            if (!seen.add(name.toLowerCase(Locale.ROOT))) {
                return true;
            }
        }
        return false;
    }

    private static Measured measured(DQRule rule, RuleOutcome outcome) {
        var metrics = new TreeMap<String, Double>();
        JavaConverters.mapAsJavaMap(outcome.evaluatedMetrics())
                .forEach((name, value) -> metrics.put(name, Measured.rounded((Double) value)));
        if (rule.getCondition() instanceof NumberBasedCondition numbers
                && !numbers.getOperands().isEmpty()
                && metrics.size() == 1) {
            var only = metrics.firstEntry();
            return Measured.of(
                    numbers.evaluate(only.getValue(), rule, DefaultOperandEvaluator$.MODULE$),
                    only.getKey() + " is " + Measured.text(only.getValue()) + " (expected "
                            + numbers.getFormattedCondition() + ")",
                    metrics);
        }
        return Measured.of(outcome.outcome() == Passed$.MODULE$, reason(outcome), metrics);
    }

    private static String reason(RuleOutcome outcome) {
        return outcome.failureReason().isDefined()
                ? outcome.failureReason().get().strip().lines().findFirst().orElse("")
                : "it does not hold";
    }

    private static scala.collection.immutable.Map<String, Dataset<Row>> immutable(Map<String, Dataset<Row>> frames) {
        scala.collection.immutable.Map<String, Dataset<Row>> map = scala.collection.immutable.Map$.MODULE$.empty();
        for (var frame : frames.entrySet()) {
            map = map.updated(frame.getKey(), frame.getValue());
        }
        return map;
    }
}
