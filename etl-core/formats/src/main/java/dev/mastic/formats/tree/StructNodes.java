// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.tree;

import dev.mastic.core.type.ColumnPath;
import dev.mastic.core.type.Type;
import dev.mastic.formats.text.MisfitException;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;

/** Reads named parts as a record; every field is read, and those that the type does not have are unknown. */
final class StructNodes implements NodeReader {
    private final Type.Struct type;
    private final List<NodeReader> readers;
    private final NodeReaders all;

    StructNodes(Type.Struct type, NodeReaders all) {
        this.type = type;
        this.readers = all.of(type.fields());
        this.all = all;
    }

    @Override
    public GenericInternalRow read(Node node) throws MisfitException {
        var parts = parts(node);
        var row = new GenericInternalRow(new Object[readers.size()]);
        for (var part : parts.byName().entrySet()) {
            int field = find(part.getKey());
            if (field < 0) {
                all.unknown().meet(part.getKey());
            } else {
                row.update(field, read(field, part.getValue()));
            }
        }
        return row;
    }

    Node.Parts parts(Node node) throws MisfitException {
        return all.leaves().parts(node).orElseThrow(() -> NodeReader.misfit("an object", node));
    }

    /** The place of a field; -1 if the type does not have it. */
    int find(String name) {
        return type.indexOf(name);
    }

    /** The value of a field. */
    Object read(int field, Node value) throws MisfitException {
        try {
            return readers.get(field).readNullable(value);
        } catch (MisfitException e) {
            throw e.within(new ColumnPath.Name(type.fields().get(field).name()));
        }
    }
}
