// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms;

import dev.mastic.core.failure.UsageException;
import dev.mastic.core.type.ColumnPath;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The specs of {@link ResolveChoice} by the steps of their paths. Immutable once it is made by {@link #of}. */
final class SpecTree {
    private static final SpecTree NONE = new SpecTree();

    private final Map<ColumnPath.Step, SpecTree> below = new LinkedHashMap<>();
    private ResolveSpec spec;

    private SpecTree() {}

    /**
     * The specs as a tree.
     *
     * @throws UsageException for two of one path
     */
    static SpecTree of(List<ResolveSpec> specs) {
        var root = new SpecTree();
        for (var spec : specs) {
            var node = root;
            for (var step : spec.path().steps()) {
                node = node.below.computeIfAbsent(step, s -> new SpecTree());
            }
            if (node.spec != null) {
                throw new UsageException("Cannot resolve " + spec.path() + ": it has two specs (got "
                        + node.spec.action() + " and " + spec.action() + "; expected one)");
            }
            node.spec = spec;
        }
        return root;
    }

    /** The spec whose path ends here. */
    Optional<ResolveSpec> spec() {
        return Optional.ofNullable(spec);
    }

    /** The specs one step further; none at all where no path goes. */
    SpecTree at(ColumnPath.Step step) {
        return below.getOrDefault(step, NONE);
    }

    /** The next steps of the paths, each with a path that takes it. */
    Map<ColumnPath.Step, ColumnPath> next() {
        var next = new LinkedHashMap<ColumnPath.Step, ColumnPath>();
        below.forEach((step, node) -> next.put(step, node.anyPath()));
        return next;
    }

    private ColumnPath anyPath() {
        return spec != null ? spec.path() : below.values().iterator().next().anyPath();
    }
}
