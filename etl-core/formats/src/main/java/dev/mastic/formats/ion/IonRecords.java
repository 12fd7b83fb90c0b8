// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.ion;

import com.amazon.ion.IonReader;
import com.amazon.ion.IonType;
import dev.mastic.core.type.ColumnPath;
import dev.mastic.formats.text.MisfitException;
import dev.mastic.formats.tree.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Locale;

/** Makes trees of values. Annotations are left out; lists and S-expressions are lists, symbols are texts. */
record IonRecords(IonReader in) {
    /** How many values may lie in each other. */
    static final int DEEPEST = 100;

    /** The record that the reader stands on. */
    Node.Parts record() throws MisfitException {
        var type = in.getType();
        if (type != IonType.STRUCT || in.isNullValue()) {
            throw new MisfitException("expected a struct, got "
                    + (in.isNullValue()
                            ? "a null"
                            : "a value of type " + type.name().toLowerCase(Locale.ROOT)));
        }
        return struct(1);
    }

    private Node value(int level) throws MisfitException {
        var type = in.getType();
        if (in.isNullValue()) {
            return new IonLeaf(IonType.NULL, null);
        } else if (IonType.isContainer(type) && level > DEEPEST) {
            throw new MisfitException("more than " + DEEPEST + " values in each other");
        }
        return switch (type) {
            case STRUCT -> struct(level);
            case LIST, SEXP -> list(level);
            case BOOL -> new IonLeaf(type, in.booleanValue());
            case INT -> new IonLeaf(type, in.bigIntegerValue());
            case FLOAT -> new IonLeaf(type, in.doubleValue());
            case DECIMAL -> new IonLeaf(type, in.bigDecimalValue());
            case TIMESTAMP -> new IonLeaf(type, in.timestampValue());
            case BLOB, CLOB -> new IonLeaf(type, in.newBytes());
            default -> new IonLeaf(type, in.stringValue());
        };
    }

    private Node.Parts struct(int level) throws MisfitException {
        var parts = new LinkedHashMap<String, Node>();
        in.stepIn();
        while (in.next() != null) {
            var name = in.getFieldName();
            try {
                if (parts.put(name, value(level + 1)) != null) {
                    throw new MisfitException("the field stands twice");
                }
            } catch (MisfitException e) {
                throw e.within(new ColumnPath.Name(name));
            }
        }
        in.stepOut();
        return new Node.Parts(parts);
    }

    private Node.Elements list(int level) throws MisfitException {
        var nodes = new ArrayList<Node>();
        in.stepIn();
        while (in.next() != null) {
            nodes.add(value(level + 1));
        }
        in.stepOut();
        return new Node.Elements(nodes);
    }
}
