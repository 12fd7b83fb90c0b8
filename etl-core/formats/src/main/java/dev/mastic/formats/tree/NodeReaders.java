// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.tree;

import dev.mastic.core.failure.EtlException;
import dev.mastic.core.type.ColumnPath;
import dev.mastic.core.type.Type;
import dev.mastic.formats.BranchOrder;
import dev.mastic.formats.text.MisfitException;
import dev.mastic.formats.text.UnknownFields;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.ArrayBasedMapData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Makes the reader of a type.
 *
 * @param leaves how the format reads values without parts
 * @param unknown what becomes of fields that no type has
 */
record NodeReaders(Leaves leaves, UnknownFields unknown) {
    NodeReader of(Type type) {
        if (type instanceof Type.Struct struct) {
            return new StructNodes(struct, this);
        } else if (type instanceof Type.Array array) {
            return elements(of(array.element()));
        } else if (type instanceof Type.Map map) {
            return entries(map);
        } else if (type instanceof Type.Choice choice) {
            return branches(choice);
        } else if (type == Type.Primitive.STRING) {
            return node -> UTF8String.fromString(node instanceof Node.Leaf leaf ? leaf.text() : node.json());
        }
        return leaves.reader(type instanceof Type.Unknown ? Type.Primitive.NULL : type);
    }

    private NodeReader elements(NodeReader element) {
        return node -> {
            var list = leaves.list(node).orElseThrow(() -> NodeReader.misfit("a list", node));
            var values = new Object[list.nodes().size()];
            try {
                for (int i = 0; i < values.length; i++) {
                    values[i] = element.readNullable(list.nodes().get(i));
                }
            } catch (MisfitException e) {
                throw e.within(new ColumnPath.Elements());
            }
            return new GenericArrayData(values);
        };
    }

    private NodeReader entries(Type.Map map) {
        if (map.key() != Type.Primitive.STRING) {
            throw new EtlException("Cannot read a map whose keys are of type "
                    + map.key().typeName() + " from a document: the names of fields are strings");
        }
        var value = of(map.value());
        return node -> {
            if (!(node instanceof Node.Parts parts)) {
                throw NodeReader.misfit("an object", node);
            }
            var keys = new ArrayList<Object>();
            var values = new ArrayList<Object>();
            for (var entry : parts.byName().entrySet()) {
                keys.add(UTF8String.fromString(entry.getKey()));
                try {
                    values.add(value.readNullable(entry.getValue()));
                } catch (MisfitException e) {
                    throw e.within(new ColumnPath.Name(entry.getKey()));
                }
            }
            return new ArrayBasedMapData(new GenericArrayData(keys.toArray()), new GenericArrayData(values.toArray()));
        };
    }

    /** The row of a choice: one place for each branch, of which the one that takes the value is filled. */
    private NodeReader branches(Type.Choice choice) {
        var readers = choice.members().stream().map(this::of).toList();
        var order = IntStream.range(0, readers.size())
                .boxed()
                .sorted(Comparator.comparing(choice.members()::get, new BranchOrder()))
                .toList();
        return node -> {
            for (int place : order) {
                var value = taken(choice.members().get(place), readers.get(place), node);
                if (value.isPresent()) {
                    var places = new Object[readers.size()];
                    places[place] = value.get();
                    return new GenericInternalRow(places);
                }
            }
            throw NodeReader.misfit("a value of the choice", node);
        };
    }

    private static Optional<Object> taken(Type branch, NodeReader reader, Node node) {
        boolean nested = branch instanceof Type.Struct || branch instanceof Type.Array || branch instanceof Type.Map;
        if (nested == node instanceof Node.Leaf) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(reader.read(node));
        } catch (MisfitException e) {
            return Optional.empty(); // the next branch may take it
        }
    }

    /** The readers of some fields. */
    List<NodeReader> of(List<Type.Field> fields) {
        return fields.stream().map(field -> of(field.type())).toList();
    }
}
