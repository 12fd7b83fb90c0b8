// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.tree;

import dev.mastic.core.type.Type;
import java.util.Optional;

/** How a format reads its values. */
public interface Leaves {
    /**
     * The reader of a type without parts that is no string.
     *
     * @throws dev.mastic.core.failure.EtlException if no value of the format is of the type
     */
    NodeReader reader(Type type);

    /** A node as a list; empty if it is none. */
    default Optional<Node.Elements> list(Node node) {
        return node instanceof Node.Elements list ? Optional.of(list) : Optional.empty();
    }

    /** A node as named parts; empty if it has none. */
    default Optional<Node.Parts> parts(Node node) {
        return node instanceof Node.Parts parts ? Optional.of(parts) : Optional.empty();
    }
}
