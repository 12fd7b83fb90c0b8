// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.quality;

import dev.mastic.core.failure.Suggestion;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.frame.Shapes;
import dev.mastic.core.io.Verdict;
import dev.mastic.core.type.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import software.amazon.glue.dqdl.model.DQRule;

/**
 * Looks at rows by the rules of a ruleset. Of several frames, the rules are about the first, which SQL in them calls {@code primary}; the
 * others are known by their names.
 */
public record DataQuality(Ruleset ruleset) {
    /**
     * Whether the rules can be asked of frames of these types.
     *
     * @throws UsageException naming the first rule that cannot hold, for its column is missing or of another type, or for the frame that it
     *     compares with is missing
     */
    public void expect(Shapes in) {
        var others = in.names().subList(1, in.names().size());
        var type = in.get(in.names().get(0));
        for (var rule : ruleset.rules()) {
            rule.leaves()
                    .flatMap(leaf -> why(leaf, type, others).stream())
                    .findFirst()
                    .ifPresent(why -> {
                        throw new UsageException("Cannot run rule " + rule.text() + ": " + why);
                    });
        }
    }

    /** Why a rule cannot be asked of frames; empty if it can. */
    private static Optional<String> why(DQRule rule, Type.Struct type, List<String> others) {
        return RuleColumns.mismatch(rule, type).or(() -> missing(rule, others));
    }

    private static Optional<String> missing(DQRule rule, List<String> others) {
        return RuleColumns.references(rule)
                .filter(name -> !others.contains(name))
                .findFirst()
                .map(name -> "no frame '" + name + "' to compare with " + Suggestion.among(name, others));
    }

    /** What all rules say of the first of these frames. A rule that cannot be asked of it has failed. Runs Spark jobs. */
    public Verdict verdict(Frames in) {
        var primary = in.frames().iterator().next();
        var measured = new HashMap<DQRule, Measured>();
        var others = in.names().subList(1, in.names().size());
        var toRun = new ArrayList<DQRule>();
        ruleset.rules().stream().flatMap(Rule::leaves).distinct().forEach(leaf -> why(leaf, primary.schema(), others)
                .or(() -> unreadable(leaf, primary.toDF()))
                .ifPresentOrElse(
                        why -> measured.put(leaf, Measured.failed(why, Map.of())), () -> toRun.add(leaf)));
        run(toRun, in, measured);
        return new Verdict(ruleset.rules().stream()
                .map(rule -> verdict(rule, measured))
                .toList());
    }

    /** What Spark has against the SQL of a rule, which is known only beside the columns. */
    private static Optional<String> unreadable(DQRule rule, Dataset<Row> rows) {
        try {
            RowCondition.of(rule, rows)
                    .map(RowCondition::kept)
                    .or(() -> Optional.of(RowCondition.applies(rule)))
                    .ifPresent(condition -> rows.select(condition));
            return Optional.empty();
        } catch (Exception e) {
            return Optional.of(Analysis.reason(e));
        }
    }

    private static void run(List<DQRule> rules, Frames in, Map<DQRule, Measured> measured) {
        var primary = in.frames().iterator().next();
        var types = new TypeRules(primary.schema());
        of(rules, RuleType.By.TYPE).forEach(rule -> measured.put(rule, types.run(rule)));
        var byDeequ = of(rules, RuleType.By.DEEQU);
        var counted = new ArrayList<>(of(rules, RuleType.By.ROWS));
        byDeequ.stream().filter(DataQuality::isAboutKeys).forEach(counted::add);
        var counts = new RowRules(primary.toDF()).run(counted);
        of(rules, RuleType.By.ROWS).forEach(rule -> measured.put(rule, counts.get(rule).measured()));
        var frames = new LinkedHashMap<String, Dataset<Row>>();
        in.asMap().forEach((name, frame) -> frames.put(name, frame.toDF()));
        new DeequRules(frames).run(byDeequ).forEach((rule, outcome) ->
                measured.put(rule, isAboutKeys(rule) ? Keys.of(rule, outcome, counts.get(rule)) : outcome));
    }

    private static boolean isAboutKeys(DQRule rule) {
        return switch (RuleType.of(rule.getRuleType())) {
            case IS_UNIQUE, IS_PRIMARY_KEY, UNIQUENESS -> true;
            default -> false;
        };
    }

    private static List<DQRule> of(List<DQRule> rules, RuleType.By by) {
        return rules.stream()
                .filter(rule -> RuleType.of(rule.getRuleType()).by() == by)
                .toList();
    }

    private static Verdict.Rule verdict(Rule rule, Map<DQRule, Measured> measured) {
        var together = joined(rule.parsed(), measured);
        return new Verdict.Rule(rule.text(), together.isPassed(), together.reason(), together.metrics());
    }

    /** A rule that joins others holds by what came of those on all rows. */
    private static Measured joined(DQRule rule, Map<DQRule, Measured> measured) {
        if (!Rule.isComposite(rule)) {
            return measured.get(rule);
        }
        var parts = rule.getNestedRules().stream()
                .map(part -> joined(part, measured))
                .toList();
        var metrics = new TreeMap<String, Double>();
        parts.forEach(part -> metrics.putAll(part.metrics()));
        boolean passed = Rule.joinsByAnd(rule)
                ? parts.stream().allMatch(Measured::isPassed)
                : parts.stream().anyMatch(Measured::isPassed);
        var reasons = parts.stream().flatMap(part -> part.reason().stream()).collect(Collectors.joining("; "));
        return Measured.of(passed, reasons, metrics);
    }

    /**
     * The rows of a frame, each with the rules that it keeps, that it breaks, and that speak of no single row or cannot be asked of these
     * rows. Lazy.
     *
     * @throws UsageException if the frame has columns of these names already
     */
    public DynamicFrame rows(DynamicFrame frame) {
        return new RowOutcomes(ruleset).of(frame);
    }

    /** The type of those rows. */
    public Type.Struct rowsShape(Type.Struct type) {
        return RowOutcomes.shape(type);
    }

    /** What a rule says of each row: that of the rules that it joins, if all of them speak of single rows. */
    static Optional<RowCondition> perRow(DQRule rule, DynamicFrame frame) {
        var rows = frame.toDF();
        if (!Rule.isComposite(rule)) {
            boolean asked = RuleColumns.mismatch(rule, frame.schema())
                    .or(() -> unreadable(rule, rows))
                    .isEmpty();
            return asked ? RowCondition.of(rule, rows) : Optional.empty();
        }
        var parts = rule.getNestedRules().stream()
                .map(part -> perRow(part, frame).map(RowCondition::kept))
                .toList();
        if (parts.stream().anyMatch(Optional::isEmpty)) {
            return Optional.empty();
        }
        BinaryOperator<Column> join = Rule.joinsByAnd(rule) ? Column::and : Column::or;
        var kept = parts.stream().map(Optional::get).reduce(join).orElseThrow();
        return Optional.of(new RowCondition(functions.lit(true), kept));
    }
}
