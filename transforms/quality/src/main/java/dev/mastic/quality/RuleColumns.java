// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.quality;

import dev.mastic.core.failure.Suggestion;
import dev.mastic.core.type.Type;
import dev.mastic.core.type.TypeString;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.glue.dqdl.model.DQRule;

/** What a rule asks of the types of frames, told without data. */
final class RuleColumns {
    private static final Set<Type> NUMBERS = Set.of(
            Type.Primitive.BYTE,
            Type.Primitive.SHORT,
            Type.Primitive.INT,
            Type.Primitive.LONG,
            Type.Primitive.FLOAT,
            Type.Primitive.DOUBLE);
    private static final Set<Type> TIMES = Set.of(
            Type.Primitive.STRING, Type.Primitive.DATE, Type.Primitive.TIMESTAMP, Type.Primitive.TIMESTAMP_NTZ);
    private static final Pattern AGGREGATE = Pattern.compile("\\s*\\w+\\s*\\((.*)\\)\\s*");
    private static final Pattern REFERENCE = Pattern.compile("([^.{]+)\\..*");

    private RuleColumns() {}

    /** The columns of the first frame that a rule names. */
    static List<String> of(DQRule rule) {
        return RuleType.of(rule.getRuleType()).of() == RuleType.Of.NOTHING ? List.of() : Rule.parameters(rule);
    }

    /** Why a rule cannot hold of rows of this type; empty if it may. */
    static Optional<String> mismatch(DQRule rule, Type.Struct type) {
        var wanted = RuleType.of(rule.getRuleType()).of();
        return of(rule).stream()
                .flatMap(column -> mismatch(column, wanted, type).stream())
                .findFirst();
    }

    private static Optional<String> mismatch(String column, RuleType.Of wanted, Type.Struct type) {
        var field = type.field(column);
        if (field.isEmpty()) {
            return Optional.of(
                    "Input data does not include column " + column + "! " + Suggestion.among(column, type.names()));
        }
        return fits(field.get().type(), wanted)
                ? Optional.empty()
                : Optional.of("column '" + column + "' is not of the right type (got "
                        + TypeString.print(field.get().type()) + "; expected " + expected(wanted) + ")");
    }

    private static boolean fits(Type type, RuleType.Of wanted) {
        boolean simple = type instanceof Type.Primitive || type instanceof Type.Decimal;
        return switch (wanted) {
            case NOTHING, ANY -> true;
            case SIMPLE -> simple;
            case NUMBER -> NUMBERS.contains(type) || type instanceof Type.Decimal;
            case TEXT -> type == Type.Primitive.STRING;
            case TIME -> TIMES.contains(type);
        };
    }

    private static String expected(RuleType.Of wanted) {
        return switch (wanted) {
            case NUMBER -> "a number";
            case TEXT -> "string";
            case TIME -> "date, timestamp, or a string that holds one";
            default -> "a column that is not nested and no choice";
        };
    }

    /** The names of the other frames that a rule compares with. */
    static Stream<String> references(DQRule rule) {
        var parameters = Rule.parameters(rule);
        return switch (RuleType.of(rule.getRuleType())) {
            case ROW_COUNT_MATCH, SCHEMA_MATCH, DATASET_MATCH -> Stream.of(parameters.get(0));
            case REFERENTIAL_INTEGRITY -> alias(parameters.get(1));
            case AGGREGATE_MATCH -> parameters.stream().flatMap(RuleColumns::aggregated);
            default -> Stream.of();
        };
    }

    private static Stream<String> aggregated(String expression) {
        var matcher = AGGREGATE.matcher(expression);
        return matcher.matches() ? alias(matcher.group(1)) : Stream.of();
    }

    private static Stream<String> alias(String qualified) {
        var matcher = REFERENCE.matcher(qualified);
        return matcher.matches() ? Stream.of(matcher.group(1).trim()) : Stream.of();
    }
}
