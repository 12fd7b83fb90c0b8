// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.frame;

import dev.mastic.core.type.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.expressions.GetStructField;
import org.apache.spark.sql.functions;
import scala.Option;

/**
 * How many values there are at the places of a record type, without nulls: of each field, branch and element, by its way from the record.
 * Immutable.
 *
 * @param byPlace names of fields and branches, {@link #ELEMENT}, {@link #KEY} and {@link #VALUE}
 */
record ValueCounts(Map<List<String>, Long> byPlace) {
    static final String ELEMENT = "element";
    static final String KEY = "key";
    static final String VALUE = "value";

    ValueCounts {
        byPlace = Map.copyOf(byPlace);
    }

    /**
     * Counts in one pass.
     *
     * @param wanted the parents of the places that are counted
     */
    static ValueCounts of(DynamicFrame frame, Predicate<Type> wanted) {
        var counting = new Counting(wanted);
        var rows = frame.toDF();
        frame.schema()
                .fields()
                .forEach(field -> counting.descend(
                        new Place(List.of(field.name()), DynamicFrame.column(rows, field.name()), false),
                        field.type(),
                        wanted.test(frame.schema())));
        if (counting.sums.isEmpty()) {
            return new ValueCounts(Map.of());
        }
        var counted = rows.agg(
                        counting.sums.get(0), counting.sums.stream().skip(1).toArray(Column[]::new))
                .head();
        var counts = new HashMap<List<String>, Long>();
        for (int i = 0; i < counting.places.size(); i++) {
            counts.put(counting.places.get(i), counted.isNullAt(i) ? 0 : counted.getLong(i));
        }
        return new ValueCounts(counts);
    }

    long at(List<String> place) {
        return byPlace.getOrDefault(place, 0L);
    }

    static List<String> inside(List<String> place, String part) {
        var inner = new ArrayList<>(place);
        inner.add(part);
        return List.copyOf(inner);
    }

    /**
     * The values of one place in a row.
     *
     * @param values one value, or an array of all that lie in arrays and maps on the way
     */
    private record Place(List<String> path, Column values, boolean isMany) {
        Place part(String name, int index) {
            var part = isMany ? functions.transform(values, each -> part(each, index)) : part(values, index);
            return new Place(inside(path, name), part, isMany);
        }

        /** What lies in the lists of this place. */
        Place elements(String name, UnaryOperator<Column> list) {
            var lists = isMany
                    ? functions.flatten(functions.transform(functions.filter(values, Column::isNotNull), list::apply))
                    : list.apply(values);
            return new Place(inside(path, name), lists, true);
        }

        Column count() {
            return isMany
                    ? functions.sum(functions.when(
                            values.isNotNull(),
                            functions
                                    .size(functions.filter(values, Column::isNotNull))
                                    .cast("long")))
                    : functions.count(values);
        }

        private static Column part(Column struct, int index) {
            return new Column(new GetStructField(struct.expr(), index, Option.empty()));
        }
    }

    /** Collects what is to be counted. */
    private static final class Counting {
        private final Predicate<Type> wanted;
        private final List<List<String>> places = new ArrayList<>();
        private final List<Column> sums = new ArrayList<>();

        Counting(Predicate<Type> wanted) {
            this.wanted = wanted;
        }

        void descend(Place place, Type type, boolean isWanted) {
            if (isWanted) {
                places.add(place.path());
                sums.add(place.count().as("n" + sums.size()));
            }
            if (type instanceof Type.Struct struct) {
                parts(
                        place,
                        struct,
                        struct.names(),
                        struct.fields().stream().map(Type.Field::type).toList());
            } else if (type instanceof Type.Choice choice) {
                var names = choice.members().stream().map(Type::typeName).toList();
                parts(place, choice, names, choice.members());
            } else if (type instanceof Type.Array array) {
                descend(place.elements(ELEMENT, list -> list), array.element(), wanted.test(array));
            } else if (type instanceof Type.Map map) {
                descend(place.elements(KEY, functions::map_keys), map.key(), wanted.test(map));
                descend(place.elements(VALUE, functions::map_values), map.value(), wanted.test(map));
            }
        }

        private void parts(Place place, Type parent, List<String> names, List<Type> types) {
            for (int i = 0; i < names.size(); i++) {
                descend(place.part(names.get(i), i), types.get(i), wanted.test(parent));
            }
        }
    }
}
