// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.xml;

import dev.mastic.formats.text.MisfitException;
import dev.mastic.formats.tree.Node;
import java.io.Reader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads elements as trees: attributes as parts whose names begin with {@code _}, elements as parts of their names, of one name as a list,
 * and the text beside these as {@code _VALUE}. Declarations of namespaces are left out, prefixes are parts of names. Entities but those of
 * XML itself are never resolved, and nothing is loaded from anywhere.
 */
final class XmlElements {
    /** What names of attributes begin with. */
    static final String ATTRIBUTE = "_";

    /** The name of the text beside attributes and elements. */
    static final String VALUE = "_VALUE";

    /** How many elements may stand in each other. */
    static final int DEEPEST = 100;

    private final XMLInputFactory factory = XMLInputFactory.newDefaultFactory();

    XmlElements() {
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("Message: entities are not resolved");
        });
    }

    /** Events of a text. */
    XMLStreamReader events(Reader text) throws XMLStreamException {
        return factory.createXMLStreamReader(text);
    }

    /** The element that a text is. */
    Node element(Reader text) throws XMLStreamException, MisfitException {
        var in = events(text);
        try {
            in.nextTag();
            var element = element(in, 1);
            while (in.hasNext()) {
                in.next();
            }
            return element instanceof XmlText whole ? valueOnly(whole) : element;
        } finally {
            in.close();
        }
    }

    /** A record without parts has its text alone. */
    private static Node valueOnly(XmlText text) {
        return new Node.Parts(text.isNull() ? Map.of() : Map.of(VALUE, text));
    }

    private static Node element(XMLStreamReader in, int level) throws XMLStreamException, MisfitException {
        if (level > DEEPEST) {
            throw new MisfitException("more than " + DEEPEST + " elements in each other");
        }
        var parts = new LinkedHashMap<String, List<Node>>();
        for (int i = 0; i < in.getAttributeCount(); i++) {
            var name = in.getAttributeLocalName(i);
            if (!name.equals("xmlns") && !name.startsWith("xmlns:")) {
                add(parts, ATTRIBUTE + name, new XmlText(in.getAttributeValue(i)));
            }
        }
        var text = new StringBuilder();
        for (int event = in.next(); event != XMLStreamConstants.END_ELEMENT; event = in.next()) {
            switch (event) {
                case XMLStreamConstants.START_ELEMENT -> {
                    var name = in.getLocalName();
                    add(parts, name, element(in, level + 1));
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                    text.append(in.getText());
                case XMLStreamConstants.ENTITY_REFERENCE ->
                    throw new MisfitException("the entity '" + in.getLocalName() + "' is not resolved");
                default -> {
                    // comments and instructions say nothing
                }
            }
        }
        return node(parts, new XmlText(text.toString()));
    }

    private static void add(Map<String, List<Node>> parts, String name, Node node) {
        parts.computeIfAbsent(name, key -> new ArrayList<>(1)).add(node);
    }

    private static Node node(Map<String, List<Node>> parts, XmlText text) {
        if (parts.isEmpty()) {
            return text;
        }
        var byName = new LinkedHashMap<String, Node>();
        parts.forEach((name, nodes) -> byName.put(name, nodes.size() == 1 ? nodes.get(0) : new Node.Elements(nodes)));
        if (!text.isNull()) {
            byName.putIfAbsent(VALUE, text);
        }
        return new Node.Parts(byName);
    }
}
