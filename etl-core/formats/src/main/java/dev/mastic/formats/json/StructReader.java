// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.json;

import com.fasterxml.jackson.core.JsonToken;
import dev.mastic.core.type.ColumnPath;
import dev.mastic.core.type.Type;
import dev.mastic.formats.text.MisfitException;
import dev.mastic.formats.text.UnknownFields;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;

/**
 * Objects with known fields. Every field is read, so that what is refused does not depend on what is asked for; fields that the type does
 * not have are passed over. Names are compared by reference in the order of the last object first: the parser interns them.
 */
final class StructReader implements ValueReader {
    private static final int MOST_PASSED_OVER = 1000;

    private final String[] names;
    private final ValueReader[] readers;
    private final int[] places;
    private final int width;
    private final Map<String, Integer> byName = new HashMap<>();
    private final int[] seen;
    private final int[] next;
    private final Set<String> unknown = new HashSet<>();
    private final FieldKeys keys;
    private final Set<String> passedOver;
    private final UnknownFields unknownFields;
    private int object;

    /** Every field has its place. */
    StructReader(Type.Struct type, Reading reading) {
        this(type, type.names().toArray(String[]::new), Set.of(), reading);
    }

    /**
     * A row of some of the fields.
     *
     * @param asked the names of the fields in the row, in its order
     * @param passedOver further fields that are known, and not read
     */
    StructReader(Type.Struct type, String[] asked, Set<String> passedOver, Reading reading) {
        int size = type.fields().size();
        this.names = new String[size];
        this.readers = new ValueReader[size];
        this.places = new int[size];
        this.seen = new int[size];
        this.next = new int[size + 1];
        this.width = asked.length;
        this.passedOver = passedOver;
        this.unknownFields = reading.unknown();
        this.keys = new FieldKeys(type.names());
        var order = new HashMap<String, Integer>();
        for (int i = asked.length - 1; i >= 0; i--) {
            order.put(asked[i], i);
        }
        for (int i = 0; i < size; i++) {
            var field = type.fields().get(i);
            names[i] = field.name().intern();
            readers[i] = ValueReader.of(field.type(), reading);
            places[i] = order.getOrDefault(field.name(), -1);
            next[i] = i;
            byName.put(names[i], i);
        }
        next[size] = size;
    }

    @Override
    public boolean takes(JsonToken token) {
        return token == JsonToken.START_OBJECT;
    }

    @Override
    public GenericInternalRow read(RecordParser parser) throws IOException, MisfitException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw ValueReader.misfit(parser, "an object");
        }
        var row = begin();
        int last = -1;
        String name;
        while ((name = parser.nextFieldName()) != null) {
            parser.nextToken();
            int field = find(name, last);
            if (field < 0) {
                passOver(parser, name);
            } else {
                read(parser, field, row);
                last = field;
            }
        }
        return row;
    }

    @Override
    public Object scan(Scan in) {
        if (in.takeNull()) {
            return null;
        }
        if (!in.take('{')) {
            return Scan.UNSURE;
        }
        var values = new Object[width];
        if (in.take('}')) {
            return new GenericInternalRow(values);
        }
        keys.begin();
        int last = -1;
        do {
            int field = key(in, last);
            if (field < 0 || !keys.first(field) || in.peek() < 0 || !scan(in, field, values)) {
                return Scan.UNSURE;
            }
            last = field;
        } while (in.take(','));
        return in.take('}') ? new GenericInternalRow(values) : Scan.UNSURE;
    }

    private boolean scan(Scan in, int field, Object[] values) {
        if (field >= names.length) {
            return in.skip();
        }
        var value = readers[field].scan(in);
        if (value == Scan.UNSURE) {
            return false;
        }
        if (places[field] >= 0) {
            values[places[field]] = value;
        }
        return true;
    }

    /** Takes a key and its colon. Keys that the type does not have are learned, up to a number: objects whose keys are data have no end of them. */
    private int key(Scan in, int last) {
        if (in.peek() != '"') {
            return -1;
        }
        int guess = keys.guess(last);
        if (in.take(keys, guess)) {
            return guess;
        }
        if (!in.string() || in.escaped()) {
            return -1;
        }
        var name = in.text().toString();
        if (!in.take(':')) {
            return -1;
        }
        int field = keys.indexOf(name);
        boolean known = unknownFields.arePassedOver() || passedOver.contains(name);
        if (field < 0 && known && keys.size() - names.length < MOST_PASSED_OVER) {
            field = keys.add(name);
        }
        if (field >= 0) {
            keys.follow(last, field);
        }
        return field;
    }

    /** The row of a further object. */
    GenericInternalRow begin() {
        object++;
        if (!unknown.isEmpty()) {
            unknown.clear();
        }
        return new GenericInternalRow(new Object[width]);
    }

    /** The field of a name; the one that followed the last field before is tried first. */
    int find(String name, int last) {
        int guess = next[last + 1];
        if (guess < names.length && isSame(names[guess], name)) {
            return guess;
        }
        int field = byName.getOrDefault(name, -1);
        if (field >= 0) {
            next[last + 1] = field;
        }
        return field;
    }

    @SuppressWarnings("ReferenceEquality") // both are interned; a miss only costs a look-up
    private static boolean isSame(String known, String name) {
        return known == name;
    }

    /** Reads the value of a field. */
    void read(RecordParser parser, int field, GenericInternalRow row) throws IOException, MisfitException {
        once(field);
        try {
            set(parser, field, row);
        } catch (MisfitException e) {
            throw e.within(new ColumnPath.Name(names[field]));
        }
    }

    /** Reads the value of a field, unless it is not of its type; leaves the parser somewhere in it then. */
    boolean fill(RecordParser parser, int field, GenericInternalRow row) throws IOException {
        try {
            set(parser, field, row);
            return true;
        } catch (MisfitException e) {
            return false;
        }
    }

    private void set(RecordParser parser, int field, GenericInternalRow row) throws IOException, MisfitException {
        var value = readers[field].readNullable(parser);
        if (places[field] >= 0) {
            row.update(places[field], value);
        }
    }

    /** Refuses a field that the object has had before. */
    void once(int field) throws MisfitException {
        if (seen[field] == object) {
            throw twice(names[field]);
        }
        seen[field] = object;
    }

    /** Reads over a field that the type does not have. */
    void passOver(RecordParser parser, String name) throws IOException, MisfitException {
        if (!unknown.add(name)) {
            throw twice(name);
        }
        if (!passedOver.contains(name)) {
            unknownFields.meet(name);
        }
        parser.skipChildren();
    }

    private static MisfitException twice(String name) {
        return new MisfitException("the key stands twice").within(new ColumnPath.Name(name));
    }
}
