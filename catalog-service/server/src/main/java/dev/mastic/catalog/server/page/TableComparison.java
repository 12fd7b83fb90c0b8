// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.page;

import dev.mastic.core.catalog.Attributes;
import dev.mastic.core.catalog.Column;
import dev.mastic.core.catalog.Storage;
import dev.mastic.core.catalog.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What is different between two versions of a table. */
record TableComparison(Table before, Table after) {
    private static final String EVIDENCE = "evidence";

    /**
     * A difference.
     *
     * @param what such as {@code column total: type}
     * @param before empty where there was nothing
     * @param after empty where there is nothing
     */
    record Difference(String what, String before, String after) {
        String kind() {
            return before.isEmpty() ? "added" : after.isEmpty() ? "removed" : "changed";
        }

        private boolean isOfEvidence() {
            return what.endsWith(EVIDENCE);
        }
    }

    /** In the order in which a table is written down, but evidence last; none for tables that say the same. */
    List<Difference> differences() {
        var all = new ArrayList<Difference>();
        all.addAll(columns("column", before.columns(), after.columns()));
        all.addAll(columns("partition key", before.partitionKeys(), after.partitionKeys()));
        all.addAll(maps("storage: ", storage(before.storage()), storage(after.storage())));
        all.addAll(maps(
                "SerDe parameter ",
                before.storage().serdeParameters(),
                after.storage().serdeParameters()));
        all.addAll(maps("parameter ", before.parameters(), after.parameters()));
        all.addAll(maps("attribute ", texts(before.attributes()), texts(after.attributes())));
        all.sort(Comparator.comparing(Difference::isOfEvidence));
        return all;
    }

    private static List<Difference> columns(String noun, List<Column> before, List<Column> after) {
        var was = byName(before);
        var is = byName(after);
        var names = new LinkedHashSet<>(is.keySet());
        names.addAll(was.keySet());
        var all = new ArrayList<Difference>();
        for (var name : names) {
            var what = noun + " " + name;
            if (!was.containsKey(name) || !is.containsKey(name)) {
                all.add(new Difference(what, type(was.get(name)), type(is.get(name))));
            } else {
                all.addAll(maps(what + ": ", facts(was.get(name)), facts(is.get(name))));
            }
        }
        order(noun, was, is).forEach(all::add);
        return all;
    }

    /** The order of those that both have. */
    private static List<Difference> order(String noun, Map<String, Column> was, Map<String, Column> is) {
        var before = was.keySet().stream().filter(is::containsKey).toList();
        var after = is.keySet().stream().filter(was::containsKey).toList();
        return before.equals(after)
                ? List.of()
                : List.of(
                        new Difference("order of " + noun + "s", String.join(", ", before), String.join(", ", after)));
    }

    private static Map<String, Column> byName(List<Column> columns) {
        var byName = new LinkedHashMap<String, Column>();
        columns.forEach(column -> byName.put(column.name(), column));
        return byName;
    }

    private static String type(Column column) {
        return column == null ? "" : column.typeText();
    }

    private static Map<String, String> facts(Column column) {
        var facts = new TreeMap<>(column.parameters());
        Optional.ofNullable(facts.remove(Column.EVIDENCE)).ifPresent(evidence -> facts.put(EVIDENCE, evidence));
        facts.put("type", column.typeText());
        column.comment().ifPresent(comment -> facts.put("comment", comment));
        return facts;
    }

    private static Map<String, String> storage(Storage storage) {
        var facts = new TreeMap<>(texts(storage.attributes()));
        facts.put("location", storage.location());
        facts.put("input format", storage.inputFormat());
        facts.put("output format", storage.outputFormat());
        facts.put("SerDe", storage.serde());
        facts.put("compressed", String.valueOf(storage.compressed()));
        return facts;
    }

    private static Map<String, String> texts(Attributes attributes) {
        var texts = new TreeMap<String, String>();
        attributes
                .object()
                .properties()
                .forEach(field -> texts.put(
                        field.getKey(),
                        field.getValue().isTextual()
                                ? field.getValue().asText()
                                : field.getValue().toString()));
        return texts;
    }

    private static List<Difference> maps(String prefix, Map<String, String> before, Map<String, String> after) {
        var keys = new TreeMap<>(before);
        keys.putAll(after);
        return keys.keySet().stream()
                .filter(key -> !before.getOrDefault(key, "").equals(after.getOrDefault(key, "")))
                .map(key -> new Difference(
                        prefix + key,
                        Secrets.shown(key, before.getOrDefault(key, "")),
                        Secrets.shown(key, after.getOrDefault(key, ""))))
                .toList();
    }
}
