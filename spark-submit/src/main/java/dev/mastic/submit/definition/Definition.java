// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.definition;

import dev.mastic.core.catalog.Attributes;
import dev.mastic.core.catalog.Column;
import dev.mastic.core.catalog.ConnectionJson;
import dev.mastic.core.catalog.Database;
import dev.mastic.core.catalog.Storage;
import dev.mastic.core.catalog.Table;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the catalog says of a database or table, as facts that can be compared one by one.
 *
 * @param facts what is said of what, in order
 */
public record Definition(Map<String, String> facts) {
    /** Of what is not there. */
    public static final Definition NONE = new Definition(Map.of());

    private static final String ORDER = "order of columns";

    public Definition {
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    }

    /** Of a database, without its tables. */
    public static Definition of(Database database) {
        var facts = new Facts();
        database.description().ifPresent(text -> facts.put("description", text));
        database.location().ifPresent(text -> facts.put("location", text));
        facts.putAll("parameter", database.parameters());
        facts.putAll("attribute", database.attributes());
        return facts.definition();
    }

    /** Of a table, without its name and partitions. */
    public static Definition of(Table table) {
        var facts = new Facts();
        facts.columns("column", table.columns());
        facts.columns("partition key", table.partitionKeys());
        facts.storage(table.storage());
        facts.putAll("parameter", table.parameters());
        facts.putAll("attribute", table.attributes());
        return facts.definition();
    }

    /** Of a connection, without its secrets. */
    public static Definition ofConnection(String json) {
        var facts = new Facts();
        var connection = ConnectionJson.parse(ConnectionJson.masked(json));
        connection.fields().forEachRemaining(field -> {
            if (field.getKey().equals(ConnectionJson.PROPERTIES)) {
                field.getValue()
                        .fields()
                        .forEachRemaining(each -> facts.put(
                                "property " + each.getKey(), each.getValue().asText()));
            } else {
                facts.put(
                        field.getKey(),
                        field.getValue().isValueNode()
                                ? field.getValue().asText()
                                : field.getValue().toString());
            }
        });
        return facts.definition();
    }

    /**
     * What differs between two tables. The order of columns is told only where nothing else of them tells it.
     */
    public static List<Difference> between(Table before, Table after) {
        var old = names(before);
        var now = names(after);
        boolean isMoved = !old.equals(now) && sorted(old).equals(sorted(now));
        return isMoved
                ? Difference.between(of(before).with(ORDER, old), of(after).with(ORDER, now))
                : Difference.between(of(before), of(after));
    }

    private Definition with(String what, List<String> names) {
        var more = new LinkedHashMap<>(facts);
        more.put(what, String.join(", ", names));
        return new Definition(more);
    }

    private static List<String> names(Table table) {
        return table.columns().stream().map(Column::name).toList();
    }

    private static List<String> sorted(List<String> names) {
        return names.stream().sorted().toList();
    }

    /** Facts while they are gathered. */
    private static final class Facts {
        private final Map<String, String> facts = new LinkedHashMap<>();

        void put(String what, String value) {
            // a client may have made two columns of one name
            facts.merge(what, value, (first, second) -> first + "; " + second);
        }

        void putIfAny(String what, String value) {
            if (!value.isEmpty()) {
                put(what, value);
            }
        }

        void putAll(String noun, Map<String, String> values) {
            new TreeMap<>(values).forEach((key, value) -> put(noun + " " + key, value));
        }

        void putAll(String noun, Attributes attributes) {
            attributes
                    .object()
                    .fields()
                    .forEachRemaining(field ->
                            put(noun + " " + field.getKey(), field.getValue().toString()));
        }

        void columns(String noun, List<Column> columns) {
            for (var column : columns) {
                var what = noun + " " + column.name();
                put(what, column.typeText());
                column.comment().ifPresent(text -> put("comment of " + what, text));
                new TreeMap<>(column.parameters())
                        .forEach((key, value) -> put("parameter " + key + " of " + what, value));
            }
        }

        void storage(Storage storage) {
            putIfAny("location", storage.location());
            putIfAny("input format", storage.inputFormat());
            putIfAny("output format", storage.outputFormat());
            putIfAny("serde", storage.serde());
            putAll("serde parameter", storage.serdeParameters());
            if (storage.compressed()) {
                put("compressed", "true");
            }
            putAll("storage attribute", storage.attributes());
        }

        Definition definition() {
            return new Definition(facts);
        }
    }
}
