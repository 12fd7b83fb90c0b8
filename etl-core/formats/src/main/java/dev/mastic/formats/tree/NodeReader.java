// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.tree;

import dev.mastic.formats.text.MisfitException;

/** Makes Spark's value of a node that is not null. One thread at a time. */
@FunctionalInterface
public interface NodeReader {
    /**
     * The value.
     *
     * @throws MisfitException if the node is not of the type
     */
    Object read(Node node) throws MisfitException;

    /** The value, or null for no value. */
    default Object readNullable(Node node) throws MisfitException {
        return node instanceof Node.Leaf leaf && leaf.isNull() ? null : read(node);
    }

    /** Says what stands where something else was expected. */
    static MisfitException misfit(String expected, Node got) {
        return new MisfitException("expected " + expected + ", got " + got.kind());
    }
}
