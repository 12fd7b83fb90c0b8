// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.catalog;

import dev.mastic.core.catalog.PartitionFilter.And;
import dev.mastic.core.catalog.PartitionFilter.Compare;
import dev.mastic.core.catalog.PartitionFilter.IsNull;
import dev.mastic.core.catalog.PartitionFilter.Key;
import dev.mastic.core.catalog.PartitionFilter.Like;
import dev.mastic.core.catalog.PartitionFilter.Not;
import dev.mastic.core.catalog.PartitionFilter.Operator;
import dev.mastic.core.catalog.PartitionFilter.Or;
import dev.mastic.core.failure.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads the expressions of {@code GetPartitions} by recursive descent. Any part may stand in parentheses, also keys, literals, and the words
 * {@code AND} and {@code OR}, as in Glue.
 */
final class PartitionFilterParser {
    private static final Map<String, Operator> OPERATORS = Map.of(
            "=", Operator.EQUAL,
            "<>", Operator.NOT_EQUAL,
            "!=", Operator.NOT_EQUAL,
            "<", Operator.LESS,
            "<=", Operator.LESS_OR_EQUAL,
            ">", Operator.GREATER,
            ">=", Operator.GREATER_OR_EQUAL);

    private static final int DEEPEST = 500;
    private final String expression;
    private final List<Column> keys;
    private final FilterTokens tokens;
    private int depth;

    PartitionFilterParser(String expression, List<Column> keys) {
        this.expression = expression;
        this.keys = keys;
        this.tokens = FilterTokens.of(expression);
    }

    PartitionFilter parse() {
        var filter = or();
        if (!tokens.isAtEnd()) {
            throw unsupported("expected AND, OR or the end");
        }
        return filter;
    }

    private PartitionFilter or() {
        var parts = new ArrayList<>(List.of(and()));
        while (takeJunction("OR")) {
            parts.add(and());
        }
        return parts.size() == 1 ? parts.get(0) : new Or(parts);
    }

    private PartitionFilter and() {
        var parts = new ArrayList<>(List.of(not()));
        while (takeJunction("AND")) {
            parts.add(not());
        }
        return parts.size() == 1 ? parts.get(0) : new And(parts);
    }

    private PartitionFilter not() {
        if (++depth > DEEPEST) {
            throw unsupported("parts lie in each other more than " + DEEPEST + " deep");
        }
        try {
            return tokens.takeWord("NOT") ? new Not(not()) : condition();
        } finally {
            depth--;
        }
    }

    /** A parenthesis may hold a whole expression, or only the key of a condition; which of them shows after it. */
    private PartitionFilter condition() {
        if (tokens.isAt("(") && !tokens.isKeyInParentheses()) {
            tokens.take("(");
            var inner = or();
            expect(")");
            return inner;
        }
        return condition(key());
    }

    private PartitionFilter condition(Key key) {
        if (tokens.takeWord("IS")) {
            boolean not = tokens.takeWord("NOT");
            expectWord("NULL");
            return negatedIf(not, new IsNull(key));
        }
        boolean not = tokens.takeWord("NOT");
        if (tokens.takeWord("LIKE")) {
            return negatedIf(not, like(key));
        } else if (tokens.takeWord("IN")) {
            return negatedIf(not, in(key));
        } else if (tokens.takeWord("BETWEEN")) {
            return negatedIf(not, between(key));
        } else if (not) {
            throw unsupported("expected LIKE, IN or BETWEEN");
        }
        var operator = OPERATORS.get(tokens.peek());
        if (operator == null) {
            throw unsupported("expected a comparison");
        }
        tokens.next();
        return new Compare(key, operator, literal(key));
    }

    private static PartitionFilter negatedIf(boolean not, PartitionFilter filter) {
        return not ? new Not(filter) : filter;
    }

    private PartitionFilter like(Key key) {
        if (key.type() != KeyType.STRING) {
            throw new PartitionFilterException("Cannot filter partitions by '" + key.name() + "': "
                    + key.type().family() + " data type doesn't support operation 'LIKE'");
        }
        return new Like(key, literalText());
    }

    private PartitionFilter in(Key key) {
        var members = new ArrayList<PartitionFilter>();
        expect("(");
        do {
            members.add(new Compare(key, Operator.EQUAL, literal(key)));
        } while (tokens.take(","));
        expect(")");
        return new Or(members);
    }

    private PartitionFilter between(Key key) {
        var from = new Compare(key, Operator.GREATER_OR_EQUAL, literal(key));
        if (!takeJunction("AND")) {
            throw unsupported("expected AND");
        }
        return new And(List.of(from, new Compare(key, Operator.LESS_OR_EQUAL, literal(key))));
    }

    private Key key() {
        if (tokens.take("(")) {
            var key = key();
            expect(")");
            return key;
        }
        if (!tokens.isName()) {
            throw unsupported("expected a partition key");
        }
        return key(tokens.next());
    }

    private Key key(String name) {
        for (int i = 0; i < keys.size(); i++) {
            if (keys.get(i).name().equalsIgnoreCase(name)) {
                return new Key(i, keys.get(i).name(), type(keys.get(i)));
            }
        }
        throw new PartitionFilterException("Cannot filter partitions: Unknown column '" + name + "' "
                + Suggestion.among(name, keys.stream().map(Column::name).toList()));
    }

    private static KeyType type(Column key) {
        return KeyType.of(key)
                .orElseThrow(() -> new PartitionFilterException("Cannot filter partitions by '" + key.name()
                        + "': Unknown type : '" + key.typeText()
                        + "' (expected string, date, timestamp, decimal or a type of whole numbers)"));
    }

    /** A literal is read as the type of its key, whether it stands in quotes or not. */
    private Comparable<?> literal(Key key) {
        var text = literalText();
        return key.type().read(text).orElseThrow(() -> {
            var format =
                    key.type() == KeyType.TIMESTAMP ? "Timestamp format must be yyyy-mm-dd hh:mm:ss[.fffffffff] " : "";
            var quote = key.type() == KeyType.INTEGER ? "\"" : "";
            return new PartitionFilterException("Cannot filter partitions by '" + key.name() + "': " + format + quote
                    + text + quote + " is not " + key.type().noun());
        });
    }

    private String literalText() {
        if (tokens.take("(")) {
            var text = literalText();
            expect(")");
            return text;
        }
        if (!tokens.isLiteral()) {
            throw unsupported("expected a number or a text in single quotes");
        }
        return tokens.next();
    }

    private boolean takeJunction(String word) {
        return tokens.takeWordInParentheses(word);
    }

    private void expect(String sign) {
        if (!tokens.take(sign)) {
            throw unsupported("expected '" + sign + "'");
        }
    }

    private void expectWord(String word) {
        if (!tokens.takeWord(word)) {
            throw unsupported("expected " + word);
        }
    }

    private PartitionFilterException unsupported(String expected) {
        return new PartitionFilterException(
                "Cannot filter partitions: Unsupported expression '" + expression + "': " + expected + tokens.place());
    }
}
