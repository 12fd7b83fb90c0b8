// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.core.catalog.Column;
import dev.mastic.core.catalog.PartitionFilter;
import dev.mastic.core.type.Type;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.analysis.UnresolvedAttribute;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.expressions.BoundReference;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.NamedExpression$;
import org.apache.spark.sql.catalyst.expressions.Predicate$;
import org.apache.spark.sql.catalyst.parser.CatalystSqlParser$;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import scala.collection.JavaConverters;
import scala.runtime.AbstractPartialFunction;

/** What the catalog is asked, against what Spark thinks of each partition. No session. */
class KeyFilterTest {
    private static final String NULL = "__HIVE_DEFAULT_PARTITION__";
    private static final List<Column> KEYS = List.of(
            Column.of("k", Type.Primitive.STRING),
            Column.of("n", Type.Primitive.INT),
            Column.of("d", Type.Primitive.DATE));
    private static final List<List<String>> PARTITIONS = partitions();
    private static final PartitionValues VALUES = new PartitionValues(KEYS);

    private static List<List<String>> partitions() {
        var all = new ArrayList<List<String>>();
        for (var k : List.of("a", "b", "A", "", NULL)) {
            for (var n : List.of("-1", "1", "2", "02", NULL)) {
                for (var d : List.of("2024-01-01", "2024-01-02", NULL)) {
                    all.add(List.of(k, n, d));
                }
            }
        }
        return all;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "k = 'a'",
                "'a' < k",
                "k <=> 'a'",
                "NOT (k <=> 'a')",
                "NOT (n <=> 1)",
                "NOT (n = 1)",
                "NOT (k = 'a' OR n = 1)",
                "NOT (k = 'a' AND n = 1)",
                "NOT (NOT (n <=> 1))",
                "n > 1",
                "2 >= n",
                "n IN (1, 2)",
                "NOT (n IN (1, 2))",
                "NOT (k IN ('a', 'b'))",
                "k IS NULL",
                "k IS NOT NULL",
                "n IS NULL OR d IS NULL",
                "NOT (n IS NULL)",
                "d >= DATE '2024-01-02'",
                "d <=> DATE '2024-01-02' AND NOT (n < 2)",
                "NOT (d <=> DATE '2024-01-02' OR n <=> 2)",
                "k = 'a' OR (n = 2 AND d = DATE '2024-01-01')",
                "k = 'a' AND length(k) = 1",
                "NOT (k = 'a' AND length(k) = 1)",
                "NOT (k = 'a' OR length(k) = 2)",
                "k = 'a' OR length(k) = 1",
                "n = 1 AND n = null",
                "NOT (n IN (1, null))"
            })
    void letsThroughAllThatTheConditionDoes(String text) {
        var wanted =
                PARTITIONS.stream().filter(partition -> holds(text, partition)).toList();
        var filter = new KeyFilter(KEYS).of(List.of(bound(text, false)));
        assertThat(PARTITIONS)
                .filteredOn(partition -> filter.of(partition) == PartitionFilter.Truth.TRUE)
                .containsAll(wanted);
    }

    @Test
    void answersWhatItCanOfSeveralConditions() {
        var conditions = List.of(bound("length(k) = 1", false), bound("n = 2", false));
        var filter = new KeyFilter(KEYS).of(conditions);
        assertThat(PARTITIONS)
                .filteredOn(partition -> filter.of(partition) == PartitionFilter.Truth.TRUE)
                .isEqualTo(PARTITIONS.stream()
                        .filter(partition -> partition.get(1).endsWith("2"))
                        .toList());
    }

    private static boolean holds(String text, List<String> partition) {
        return Predicate$.MODULE$.createInterpreted(bound(text, true)).eval(VALUES.row(partition));
    }

    /** The condition over columns, or over places in the row of a partition's values. */
    private static Expression bound(String text, boolean places) {
        return CatalystSqlParser$.MODULE$.parseExpression(text).transform(new Bind(places));
    }

    private static final class Bind extends AbstractPartialFunction<Expression, Expression> {
        private static final long serialVersionUID = 1L;
        private final boolean places;

        Bind(boolean places) {
            this.places = places;
        }

        @Override
        public boolean isDefinedAt(Expression expression) {
            return expression instanceof UnresolvedAttribute
                    || expression.nodeName().equals("UnresolvedFunction");
        }

        @Override
        public Expression apply(Expression expression) {
            if (!(expression instanceof UnresolvedAttribute column)) {
                return new org.apache.spark.sql.catalyst.expressions.Length(
                        apply(expression.children().head()));
            }
            int at = List.of("k", "n", "d").indexOf(column.name());
            DataType type = List.of(DataTypes.StringType, DataTypes.IntegerType, DataTypes.DateType)
                    .get(at);
            return places
                    ? new BoundReference(at, type, true)
                    : new AttributeReference(
                            column.name(),
                            type,
                            true,
                            Metadata.empty(),
                            NamedExpression$.MODULE$.newExprId(),
                            JavaConverters.<String>asScalaBuffer(List.of()).toList());
        }
    }
}
