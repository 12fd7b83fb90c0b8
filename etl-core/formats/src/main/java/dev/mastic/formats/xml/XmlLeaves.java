// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.xml;

import dev.mastic.core.type.Type;
import dev.mastic.formats.csv.TextReader;
import dev.mastic.formats.tree.Leaves;
import dev.mastic.formats.tree.Node;
import dev.mastic.formats.tree.NodeReader;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Texts, read as cells of delimited text are. An element that stands once is a list of one where a list is expected, and a text is its own
 * {@code _VALUE} where named parts are.
 *
 * @param zone of timestamps that name none
 */
record XmlLeaves(ZoneId zone) implements Leaves {
    @Override
    public NodeReader reader(Type type) {
        var text = new TextReader(type, zone);
        return node -> {
            if (!(node instanceof Node.Leaf leaf)) {
                throw NodeReader.misfit("a " + type.typeName(), node);
            }
            return text.read(leaf.text()).orElseThrow(() -> NodeReader.misfit("a " + type.typeName(), node));
        };
    }

    @Override
    public Optional<Node.Elements> list(Node node) {
        return Optional.of(node instanceof Node.Elements list ? list : new Node.Elements(List.of(node)));
    }

    @Override
    public Optional<Node.Parts> parts(Node node) {
        return node instanceof Node.Leaf leaf
                ? Optional.of(new Node.Parts(Map.of(XmlElements.VALUE, leaf)))
                : Leaves.super.parts(node);
    }
}
