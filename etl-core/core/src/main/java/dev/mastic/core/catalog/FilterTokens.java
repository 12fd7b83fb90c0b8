// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words, signs and literals of an expression, and how far it was read. */
final class FilterTokens {
    private enum Kind {
        WORD,
        QUOTED_NAME,
        NUMBER,
        TEXT,
        SIGN,
        END
    }

    private record Token(Kind kind, String text, int at) {}

    private static final Pattern TOKEN =
            Pattern.compile("(?<number>[+-]?(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?(?![\\p{L}\\p{N}_]))"
                    + "|(?<word>[\\p{L}\\p{N}_][\\p{L}\\p{N}_.]*)"
                    + "|'(?<text>[^']*+(?:''[^']*+)*+)'"
                    + "|\"(?<double>[^\"]+)\"|`(?<back>[^`]+)`"
                    + "|(?<sign><>|!=|<=|>=|[=<>(),])");

    private final List<Token> tokens;
    private int at;

    private FilterTokens(List<Token> tokens) {
        this.tokens = tokens;
    }

    static FilterTokens of(String expression) {
        var tokens = new ArrayList<Token>();
        var matcher = TOKEN.matcher(expression);
        int from = blanks(expression, 0);
        while (matcher.region(from, expression.length()).lookingAt()) {
            tokens.add(token(matcher));
            from = blanks(expression, matcher.end());
        }
        if (from < expression.length()) {
            throw new PartitionFilterException("Cannot filter partitions: Unsupported expression '" + expression
                    + "': it is not understood at character " + (from + 1));
        }
        tokens.add(new Token(Kind.END, "", expression.length()));
        return new FilterTokens(tokens);
    }

    private static int blanks(String text, int from) {
        int at = from;
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static Token token(Matcher matcher) {
        int start = matcher.start();
        if (matcher.group("number") != null) {
            return new Token(Kind.NUMBER, matcher.group("number"), start);
        } else if (matcher.group("word") != null) {
            return new Token(Kind.WORD, matcher.group("word"), start);
        } else if (matcher.group("text") != null) {
            return new Token(Kind.TEXT, matcher.group("text").replace("''", "'"), start);
        } else if (matcher.group("sign") != null) {
            return new Token(Kind.SIGN, matcher.group("sign"), start);
        }
        var quoted = matcher.group("double") != null ? matcher.group("double") : matcher.group("back");
        return new Token(Kind.QUOTED_NAME, quoted, start);
    }

    boolean isAtEnd() {
        return token().kind() == Kind.END;
    }

    String peek() {
        return token().kind() == Kind.SIGN ? token().text() : "";
    }

    String next() {
        return tokens.get(at++).text();
    }

    boolean isAt(String sign) {
        return isSign(token(), sign);
    }

    boolean take(String sign) {
        boolean taken = isAt(sign);
        at += taken ? 1 : 0;
        return taken;
    }

    boolean takeWord(String word) {
        boolean taken = isWord(token(), word);
        at += taken ? 1 : 0;
        return taken;
    }

    boolean isName() {
        return token().kind() == Kind.WORD || token().kind() == Kind.QUOTED_NAME;
    }

    boolean isLiteral() {
        return token().kind() == Kind.NUMBER || token().kind() == Kind.TEXT;
    }

    /** {@code ((key))}, with as many closing as opening parentheses and no word that negates. */
    boolean isKeyInParentheses() {
        int inner = at + opening();
        var name = tokens.get(inner);
        boolean named = name.kind() == Kind.QUOTED_NAME || (name.kind() == Kind.WORD && !isWord(name, "NOT"));
        return named && isClosed(inner);
    }

    /** Takes {@code ((WORD))}; answers whether it stood there. */
    boolean takeWordInParentheses(String word) {
        int inner = at + opening();
        boolean taken = isWord(tokens.get(inner), word) && isClosed(inner);
        at = taken ? 2 * inner - at + 1 : at;
        return taken;
    }

    private int opening() {
        int count = 0;
        while (isSign(tokens.get(at + count), "(")) {
            count++;
        }
        return count;
    }

    private boolean isClosed(int inner) {
        for (int i = 1; i <= inner - at; i++) {
            if (inner + i >= tokens.size() || !isSign(tokens.get(inner + i), ")")) {
                return false;
            }
        }
        return true;
    }

    String place() {
        return " at character " + (token().at() + 1);
    }

    private Token token() {
        return tokens.get(at);
    }

    private static boolean isSign(Token token, String sign) {
        return token.kind() == Kind.SIGN && token.text().equals(sign);
    }

    private static boolean isWord(Token token, String word) {
        return token.kind() == Kind.WORD && token.text().equalsIgnoreCase(word);
    }
}
