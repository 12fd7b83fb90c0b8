// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.ion;

import dev.mastic.core.type.Example;
import dev.mastic.core.type.Observation;
import dev.mastic.formats.tree.Node;

/** Takes down the values of records. */
record IonTally(Observation observation, String path) {
    void keep(Node record, long line) {
        keep(observation, record, line);
    }

    private void keep(Observation place, Node node, long line) {
        if (node instanceof IonLeaf leaf) {
            leaf.observe(place, path, line);
        } else if (node instanceof Node.Parts parts) {
            place.struct(new Example(path, line, "struct"));
            parts.byName().forEach((name, part) -> keep(place.field(name), part, line));
        } else if (node instanceof Node.Elements list) {
            place.array(new Example(path, line, "list"));
            list.nodes().forEach(element -> keep(place.element(), element, line));
        }
    }
}
