// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.spark;

import dev.mastic.core.catalog.Column;
import dev.mastic.core.catalog.KeyType;
import dev.mastic.core.catalog.PartitionFilter;
import dev.mastic.core.catalog.PartitionFilter.Compare;
import dev.mastic.core.catalog.PartitionFilter.Key;
import dev.mastic.core.catalog.PartitionFilter.Operator;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.And;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.expressions.BinaryComparison;
import org.apache.spark.sql.catalyst.expressions.EqualNullSafe;
import org.apache.spark.sql.catalyst.expressions.EqualTo;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GreaterThan;
import org.apache.spark.sql.catalyst.expressions.GreaterThanOrEqual;
import org.apache.spark.sql.catalyst.expressions.In;
import org.apache.spark.sql.catalyst.expressions.InSet;
import org.apache.spark.sql.catalyst.expressions.IsNotNull;
import org.apache.spark.sql.catalyst.expressions.IsNull;
import org.apache.spark.sql.catalyst.expressions.LessThan;
import org.apache.spark.sql.catalyst.expressions.LessThanOrEqual;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.Not;
import org.apache.spark.sql.catalyst.expressions.Or;
import org.apache.spark.sql.types.Decimal;
import scala.collection.JavaConverters;

/**
 * What of a query's conditions the catalog can answer from the partitions alone. A filter lets through at least what the condition does: a
 * null makes a comparison unknown in Spark, and is a text or unknown in the catalog.
 *
 * @param keys the partition keys, in order
 */
record KeyFilter(List<Column> keys) {
    KeyFilter {
        keys = List.copyOf(keys);
    }

    /** The part of the conditions, all of which hold, that the catalog can answer. */
    PartitionFilter of(List<Expression> conditions) {
        var parts = new ArrayList<PartitionFilter>();
        conditions.forEach(condition -> filter(condition).ifPresent(parts::add));
        return new PartitionFilter.And(parts);
    }

    /**
     * Keys that have these values, as far as the catalog can tell.
     *
     * @param values by names in lower case, as Spark has them inside
     */
    PartitionFilter equal(Map<String, Object> values) {
        var parts = new ArrayList<PartitionFilter>();
        for (int i = 0; i < keys.size(); i++) {
            int position = i;
            var name = keys.get(i).name();
            var value = values.get(name.toLowerCase(Locale.ROOT));
            KeyType.of(keys.get(i))
                    .map(type -> new Key(position, name, type))
                    .flatMap(key -> literal(key, value).map(literal -> new Compare(key, Operator.EQUAL, literal)))
                    .ifPresent(parts::add);
        }
        return new PartitionFilter.And(parts);
    }

    private Optional<PartitionFilter> filter(Expression condition) {
        if (condition instanceof And and) {
            return both(and.left(), and.right()).map(PartitionFilter.And::new);
        } else if (condition instanceof Or or) {
            return both(or.left(), or.right()).map(PartitionFilter.Or::new);
        } else if (condition instanceof Not not) {
            return filter(not.child()).map(PartitionFilter.Not::new);
        } else if (condition instanceof IsNull isNull) {
            return key(isNull.child()).map(PartitionFilter.IsNull::new);
        } else if (condition instanceof IsNotNull isNotNull) {
            return key(isNotNull.child()).map(PartitionFilter.IsNull::new).map(PartitionFilter.Not::new);
        } else if (condition instanceof In in) {
            return in(in.value(), JavaConverters.seqAsJavaList(in.list()));
        } else if (condition instanceof InSet in) {
            return inValues(in.child(), JavaConverters.setAsJavaSet(in.hset()));
        }
        return condition instanceof BinaryComparison compared ? comparison(compared) : Optional.empty();
    }

    /** What {@code <=>} says of a null is false, where a comparison says nothing: the opposite of it must let nulls through. */
    private static PartitionFilter nullSafe(Key key, PartitionFilter equal) {
        var isThere = new PartitionFilter.Not(new PartitionFilter.IsNull(key));
        return new PartitionFilter.And(List.of(isThere, equal));
    }

    private Optional<List<PartitionFilter>> both(Expression left, Expression right) {
        return filter(left).flatMap(one -> filter(right).map(other -> List.of(one, other)));
    }

    private Optional<PartitionFilter> in(Expression value, List<Expression> list) {
        var values = new ArrayList<Object>();
        for (var each : list) {
            if (!(each instanceof Literal literal) || literal.value() == null) {
                return Optional.empty();
            }
            values.add(literal.value());
        }
        return inValues(value, values);
    }

    private Optional<PartitionFilter> inValues(Expression value, Iterable<?> values) {
        return key(value).flatMap(key -> {
            var any = new ArrayList<PartitionFilter>();
            for (var each : values) {
                var literal = literal(key, each);
                if (literal.isEmpty()) {
                    return Optional.empty();
                }
                any.add(new Compare(key, Operator.EQUAL, literal.get()));
            }
            return Optional.of(new PartitionFilter.Or(any));
        });
    }

    private Optional<PartitionFilter> comparison(BinaryComparison compared) {
        var answered = compares(compared);
        return compared instanceof EqualNullSafe
                ? answered.map(equal -> nullSafe(((Compare) equal).key(), equal))
                : answered;
    }

    private Optional<PartitionFilter> compares(BinaryComparison compared) {
        if (compared.left() instanceof Literal literal) {
            return operator(compared).map(KeyFilter::mirrored).flatMap(op -> compare(compared.right(), op, literal));
        }
        return compared.right() instanceof Literal literal
                ? operator(compared).flatMap(op -> compare(compared.left(), op, literal))
                : Optional.empty();
    }

    private Optional<PartitionFilter> compare(Expression side, Operator operator, Literal literal) {
        return key(side).flatMap(key -> literal(key, literal.value()).map(value -> new Compare(key, operator, value)));
    }

    private static Optional<Operator> operator(BinaryComparison compared) {
        if (compared instanceof EqualTo || compared instanceof EqualNullSafe) {
            return Optional.of(Operator.EQUAL);
        } else if (compared instanceof LessThan) {
            return Optional.of(Operator.LESS);
        } else if (compared instanceof LessThanOrEqual) {
            return Optional.of(Operator.LESS_OR_EQUAL);
        } else if (compared instanceof GreaterThan) {
            return Optional.of(Operator.GREATER);
        }
        return compared instanceof GreaterThanOrEqual ? Optional.of(Operator.GREATER_OR_EQUAL) : Optional.empty();
    }

    /** The operator for the other side. */
    private static Operator mirrored(Operator operator) {
        return switch (operator) {
            case LESS -> Operator.GREATER;
            case LESS_OR_EQUAL -> Operator.GREATER_OR_EQUAL;
            case GREATER -> Operator.LESS;
            case GREATER_OR_EQUAL -> Operator.LESS_OR_EQUAL;
            default -> operator;
        };
    }

    private Optional<Key> key(Expression expression) {
        if (!(expression instanceof AttributeReference column)) {
            return Optional.empty();
        }
        for (int i = 0; i < keys.size(); i++) {
            if (keys.get(i).name().equalsIgnoreCase(column.name())) {
                int position = i;
                return KeyType.of(keys.get(i)).map(type -> new Key(position, column.name(), type));
            }
        }
        return Optional.empty();
    }

    /** Moments are left to Spark, which knows the session's time zone. */
    private static Optional<Comparable<?>> literal(Key key, Object value) {
        if (value == null) {
            return Optional.empty();
        }
        return switch (key.type()) {
            case STRING -> Optional.of(value.toString());
            case INTEGER -> Optional.of(BigInteger.valueOf(((Number) value).longValue()));
            case DECIMAL -> Optional.of(((Decimal) value).toJavaBigDecimal());
            case DATE -> Optional.of(LocalDate.ofEpochDay((Integer) value));
            case TIMESTAMP -> Optional.empty();
        };
    }
}
