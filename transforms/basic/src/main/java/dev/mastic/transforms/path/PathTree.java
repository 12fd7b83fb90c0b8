// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms.path;

import dev.mastic.core.failure.UsageException;
import dev.mastic.core.type.ColumnPath;
import dev.mastic.core.type.Type;
import dev.mastic.core.type.TypeString;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Several column paths as a tree of names, in their order. Arrays are entered with or without brackets; a path that
 * ends takes the whole value, whatever other paths go further.
 *
 * @param path the way to this node; empty at the top
 * @param below the next names; empty where a path ends
 */
public record PathTree(Optional<ColumnPath> path, Map<String, PathTree> below) {
    /**
     * The tree of these paths.
     *
     * @param verb what is done to them, for messages
     * @throws UsageException for a path that ends in an array's elements
     */
    public static PathTree of(List<ColumnPath> paths, String verb) {
        var root = new PathTree(Optional.empty(), new LinkedHashMap<>());
        for (var path : paths) {
            if (path.steps().get(path.steps().size() - 1) instanceof ColumnPath.Elements) {
                throw new UsageException("Cannot " + verb + " " + path + ": elements of an array stay or go together"
                        + " (expected the array, or a field of its elements)");
            }
            root.add(path.steps(), path);
        }
        return root;
    }

    private void add(List<ColumnPath.Step> steps, ColumnPath whole) {
        var names = steps.stream()
                .filter(ColumnPath.Name.class::isInstance)
                .map(step -> ((ColumnPath.Name) step).name())
                .toList();
        var node = this;
        for (int i = 0; i < names.size(); i++) {
            boolean last = i == names.size() - 1;
            var next = node.below.get(names.get(i));
            if (next != null && next.isEnd()) {
                return;
            }
            if (next == null || last) {
                next = new PathTree(Optional.of(whole), last ? Map.of() : new LinkedHashMap<>());
                node.below.put(names.get(i), next);
            }
            node = next;
        }
    }

    /** Whether a path ends here. */
    public boolean isEnd() {
        return below.isEmpty() && path.isPresent();
    }

    /** The node of a name, if a path goes there. */
    public Optional<PathTree> at(String name) {
        return Optional.ofNullable(below.get(name));
    }

    /**
     * Whether paths can go on inside a value of this type: structs, and arrays of what can be entered.
     *
     * @throws UsageException for maps and choices, which paths cannot enter
     */
    public boolean canEnter(Type type, String verb) {
        if (type instanceof Type.Array array) {
            return canEnter(array.element(), verb);
        } else if (type instanceof Type.Map || type instanceof Type.Choice) {
            throw new UsageException("Cannot " + verb + " " + path.orElseThrow() + ": it lies inside a "
                    + type.typeName() + " (got " + TypeString.print(type) + "; expected a struct)");
        }
        return type instanceof Type.Struct;
    }
}
