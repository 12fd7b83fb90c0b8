// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors;

import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.Projection;
import dev.mastic.core.io.Renamed;
import dev.mastic.core.type.ColumnPath;
import dev.mastic.core.type.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Names of columns that readers without regard for case can tell apart, as Spark, Hive and Athena read: of names that differ in case only,
 * the first in the order of their characters stays, and the others get a number, {@code name_2}. Names that are empty become {@code _}. What
 * a name becomes does not depend on the order of the columns, so that it is the same in every run. Also inside structs, and structs in arrays.
 */
public final class DistinctNames {
    private static final Logger LOG = LoggerFactory.getLogger(DistinctNames.class);

    private DistinctNames() {}

    /** The names that a target would see. */
    public static Type.Struct of(Type.Struct record) {
        return distinct(Projection.of(record)).type();
    }

    /** The columns that would be seen under other names, at any depth. */
    public static List<Renamed> renames(Type.Struct record) {
        var found = new ArrayList<Renamed>();
        var names = renamed(record.names());
        for (var field : record.fields()) {
            collect(ColumnPath.of(field.name()), names.get(field.name()), field.type(), found);
        }
        return List.copyOf(found);
    }

    private static void collect(ColumnPath path, String name, Type type, List<Renamed> found) {
        if (!name.equals(path.leaf())) {
            found.add(new Renamed(path, name));
        }
        var inside = path;
        var element = type;
        while (element instanceof Type.Array array) {
            inside = inside.elements();
            element = array.element();
        }
        if (element instanceof Type.Struct struct) {
            var names = renamed(struct.names());
            for (var field : struct.fields()) {
                collect(inside.child(field.name()), names.get(field.name()), field.type(), found);
            }
        }
    }

    /** The frame with such names; each new name is told. Lazy. */
    public static DynamicFrame of(String target, DynamicFrame frame) {
        var renames = renames(frame.schema());
        if (renames.isEmpty()) {
            return frame;
        }
        renames.forEach(renamed -> LOG.warn(
                "Column {} of {} is '{}' in {}: names there are told apart without case",
                renamed.column(),
                frame.name(),
                renamed.name(),
                target));
        return frame.derive(distinct(Projection.of(frame.schema())));
    }

    private static Projection distinct(Projection fields) {
        var names = renamed(fields.names());
        return new Projection(fields.members().stream()
                .map(member -> new Projection.Member(
                        names.get(member.name()),
                        member.value().reshape(DistinctNames::distinct).orElse(member.value())))
                .toList());
    }

    private static Map<String, String> renamed(List<String> names) {
        var taken = new HashSet<String>();
        var renamed = new HashMap<String, String>();
        var later = new ArrayList<String>();
        names.stream().sorted().forEach(name -> {
            if (!name.isEmpty() && taken.add(name.toLowerCase(Locale.ROOT))) {
                renamed.put(name, name);
            } else {
                later.add(name);
            }
        });
        later.forEach(name -> renamed.put(name, free(name, taken)));
        return renamed;
    }

    private static String free(String name, Set<String> taken) {
        var stem = name.isEmpty() ? "_" : name;
        var free = stem;
        for (int i = 2; !taken.add(free.toLowerCase(Locale.ROOT)); i++) {
            free = stem + "_" + i;
        }
        return free;
    }
}
