// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.tree;

import dev.mastic.core.io.OtherFields;
import dev.mastic.core.io.SchemaChange;
import dev.mastic.core.type.Type;
import dev.mastic.formats.text.MisfitException;
import dev.mastic.formats.text.Rescued;
import dev.mastic.formats.text.UnknownFields;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;

/**
 * Reads records as rows of the columns that are asked for; all columns are read, so that what is refused does not depend on what is asked
 * for. A field that no column has, or with something unknown inside it, becomes what the scan says of other fields. One thread at a time.
 */
public final class NodeRows {
    private final StructNodes columns;
    private final Set<String> keys;
    private final UnknownFields unknown;
    private final int[] places;
    private final int width;
    private final int rescuedPlace;
    private final Rescued rescued;

    /**
     * Rows of one file.
     *
     * @param type the columns, with that of rescued fields where there is one
     * @param asked the names of the columns in the rows, in their order
     * @param keys names of columns that come from elsewhere: fields of these names are passed over
     * @throws dev.mastic.core.failure.EtlException if the format has no values of the type
     */
    public NodeRows(
            Type.Struct type, String[] asked, Set<String> keys, OtherFields others, Leaves leaves, String file) {
        boolean rescuing = others.change() == SchemaChange.RESCUE;
        var inFile = rescuing ? others.without(type) : type;
        this.unknown = new UnknownFields(others.change());
        this.columns = new StructNodes(inFile, new NodeReaders(leaves, unknown));
        this.keys = Set.copyOf(keys);
        this.width = asked.length;
        var order = new HashMap<String, Integer>();
        for (int i = 0; i < asked.length; i++) {
            order.put(asked[i], i);
        }
        this.places = inFile.names().stream()
                .mapToInt(name -> order.getOrDefault(name, -1))
                .toArray();
        this.rescuedPlace = rescuing ? List.of(asked).indexOf(others.rescuedColumn()) : -1;
        this.rescued = rescuing ? new Rescued(file) : null;
    }

    /**
     * The row of a record.
     *
     * @throws MisfitException if it is none of the type
     */
    public InternalRow row(Node record) throws MisfitException {
        var row = new GenericInternalRow(new Object[width]);
        if (rescued != null) {
            rescued.clear();
        }
        for (var part : columns.parts(record).byName().entrySet()) {
            if (rescued == null) {
                fill(row, part.getKey(), part.getValue());
            } else {
                fillOrRescue(row, part.getKey(), part.getValue());
            }
        }
        if (rescuedPlace >= 0 && !rescued.isEmpty()) {
            row.update(rescuedPlace, rescued.text());
        }
        return row;
    }

    private void fill(GenericInternalRow row, String name, Node value) throws MisfitException {
        int field = columns.find(name);
        if (field >= 0) {
            var read = columns.read(field, value);
            if (places[field] >= 0) {
                row.update(places[field], read);
            }
        } else if (!keys.contains(name)) {
            unknown.meet(name);
        }
    }

    private void fillOrRescue(GenericInternalRow row, String name, Node value) throws MisfitException {
        unknown.metSince();
        boolean whole = true;
        try {
            fill(row, name, value);
        } catch (MisfitException e) {
            whole = false; // the column is null, and its text is kept
        }
        if (!whole || unknown.metSince()) {
            rescued.json(name, value.json().getBytes(StandardCharsets.UTF_8));
        }
    }
}
