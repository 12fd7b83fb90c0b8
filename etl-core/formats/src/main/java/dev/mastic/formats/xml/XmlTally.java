// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.xml;

import dev.mastic.core.type.Example;
import dev.mastic.core.type.Observation;
import dev.mastic.core.type.Seen;
import dev.mastic.formats.csv.TextCounts;
import dev.mastic.formats.tree.Node;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The values in one place of the records of a file: texts typed together as a column of cells is; an element that ever stands twice in its
 * parent is a list, and one that ever has parts is a struct, of which a text alone is the {@code _VALUE}.
 */
final class XmlTally {
    private final String path;
    private final TextCounts texts = new TextCounts();
    private final Map<String, XmlTally> fields = new LinkedHashMap<>();
    private long count;
    private long values;
    private long parents;
    private boolean repeated;
    private boolean structured;
    private Example first;

    XmlTally(String path) {
        this.path = path;
    }

    /** Takes down what stands in one record or element. */
    void keep(Node node, long line) {
        parents++;
        if (node instanceof Node.Elements list) {
            repeated = true;
            list.nodes().forEach(one -> value(one, line));
        } else {
            value(node, line);
        }
    }

    private void value(Node node, long line) {
        count++;
        first = first == null
                ? new Example(path, line, node instanceof XmlText text ? text.text() : node.json())
                : first;
        if (node instanceof Node.Parts parts) {
            structured = true;
            parts.byName().forEach((name, part) -> fields.computeIfAbsent(name, key -> new XmlTally(path))
                    .keep(part, line));
        } else if (node instanceof XmlText text) {
            values += text.isNull() ? 0 : 1;
            texts.text(text.text(), line);
        }
    }

    /** Tells it all. */
    void observe(Observation place) {
        if (count == 0) {
            return;
        }
        if (repeated) {
            place.arrays(new Seen(parents, first));
            observeOne(place.element());
        } else {
            observeOne(place);
        }
    }

    private void observeOne(Observation place) {
        if (!structured) {
            texts.observe(place, path);
            return;
        }
        place.structs(new Seen(count, first));
        fields.forEach((name, field) -> field.observe(place.field(name)));
        if (values > 0) {
            texts.observe(place.field(XmlElements.VALUE), path);
        }
    }
}
