// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog;

import dev.mastic.core.catalog.Column;
import dev.mastic.core.catalog.KeyType;
import dev.mastic.core.catalog.Partition;
import dev.mastic.core.catalog.Storage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/** Partition keys, partitions and expressions by chance, with what is hard to sort among the values. */
final class RandomPartitions {
    private static final Map<String, List<String>> VALUES = Map.of(
            "int", List.of("0", "1", "-1", "9", "10", "010", "+10", "-10", "99999999999999999999", "", "x", "1.0"),
            "decimal(20,4)",
                    List.of("0", "0.0", "1", "1.0", "1.5", "-1.5", "-1.55", "1e3", "999.99", "1e-5", "-1e20", "", "y"),
            "date", List.of("2026-01-01", "2025-12-31", "0001-01-01", "9999-12-31", "2026-1-1", "2026-02-29", ""),
            "timestamp",
                    List.of(
                            "2026-01-01 00:00:00",
                            "2026-01-01 00:00:00.0",
                            "2026-01-01 00:00:00.000000001",
                            "2025-12-31 23:59:59.999999999",
                            "2026-01-01"),
            "string",
                    List.of(
                            "",
                            "a",
                            "A",
                            "ab",
                            "a b",
                            "ä",
                            "日本",
                            "\uffff",
                            "\ud83d\ude00",
                            "a\u0001",
                            "a\u0002b",
                            "\u0000",
                            "a\ud83d\ude00",
                            "%",
                            "_",
                            "it's",
                            "x".repeat(199),
                            "x".repeat(200),
                            "x".repeat(201),
                            "x".repeat(199) + "\ud83d\ude00",
                            "x".repeat(300) + "y"),
            "double", List.of("1.5", "2", "a"));

    private final Random random;
    private final List<Column> keys;

    RandomPartitions(Random random) {
        this.random = random;
        var types = VALUES.keySet().stream().sorted().toList();
        this.keys = IntStream.range(0, 1 + random.nextInt(7))
                .mapToObj(i -> Column.written(
                        "k" + i,
                        i == 0 ? one(List.of("int", "string", "date")) : one(types),
                        Optional.empty(),
                        Map.of()))
                .toList();
    }

    List<Column> keys() {
        return keys;
    }

    List<Partition> partitions() {
        return IntStream.range(0, random.nextInt(60))
                .mapToObj(i -> new Partition(values(), Storage.at("/" + i), Map.of()))
                .toList();
    }

    private List<String> values() {
        // Mostly sound ones: a filter that always stumbles shows nothing.
        return keys.stream()
                .map(key -> random.nextInt(12) == 0 ? odd(key) : sound(key))
                .toList();
    }

    private String odd(Column key) {
        return random.nextBoolean() ? Partition.NULL_VALUE : one(VALUES.get(key.typeText()));
    }

    private String sound(Column key) {
        return one(sounds(key));
    }

    private static List<String> sounds(Column key) {
        var all = VALUES.get(key.typeText());
        return KeyType.of(key)
                .map(type -> all.stream()
                        .filter(value -> type.read(value).isPresent())
                        .toList())
                .orElse(all);
    }

    String expression() {
        return expression(3);
    }

    private String expression(int depth) {
        int choice = random.nextInt(depth == 0 ? 1 : 4);
        return switch (choice) {
            case 0 -> condition();
            case 1 -> "(" + expression(depth - 1) + " and " + expression(depth - 1) + ")";
            case 2 -> "(" + expression(depth - 1) + " or " + expression(depth - 1) + ")";
            default -> random.nextInt(3) == 0 ? "not (" + expression(depth - 1) + ")" : condition();
        };
    }

    private String condition() {
        var key = one(
                keys.stream().filter(each -> !each.typeText().equals("double")).toList());
        var not = random.nextInt(4) == 0 ? " not" : "";
        return switch (random.nextInt(key.typeText().equals("string") ? 5 : 4)) {
            case 0 -> key.name() + not + " in (" + literals(key) + ")";
            case 1 -> key.name() + not + " between " + literal(key) + " and " + literal(key);
            case 2 -> key.name() + " is" + not + " null";
            case 3 -> key.name() + " " + one(List.of("=", "<>", "<", "<=", ">", ">=")) + " " + literal(key);
            default -> key.name() + not + " like " + quoted(one(List.of("a%", "%", "_", "x%y", "a", "a_%", "日%", "")));
        };
    }

    private String literals(Column key) {
        var literals = new ArrayList<String>();
        for (int i = 0; i <= random.nextInt(4); i++) {
            literals.add(literal(key));
        }
        return String.join(", ", literals);
    }

    private String literal(Column key) {
        return quoted(sound(key));
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private <T> T one(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }
}
