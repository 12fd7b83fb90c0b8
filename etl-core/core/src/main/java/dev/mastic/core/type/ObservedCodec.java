// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.type;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.TreeMap;

/**
 * What was observed as bytes, and back, with counts, examples and the order of fields. How texts are written is the caller's, for most of
 * them stand in many places. A change of this form must come with another {@link #VERSION}.
 */
public final class ObservedCodec {
    /** Changes with what is written. */
    public static final int VERSION = 1;

    private static final Type.Primitive[] PRIMITIVES = Type.Primitive.values();
    private static final int DIGITS = 1;
    private static final int STRUCT = 2;
    private static final int ARRAY = 4;
    private static final int MAP = 8;

    private ObservedCodec() {}

    /** Writes texts such as paths, names and values. */
    public interface TextOutput {
        void write(String text) throws IOException;
    }

    /** Reads the texts that the same writer wrote, in their order. */
    public interface TextInput {
        String read() throws IOException;
    }

    /** Writes. */
    public static void write(Observed observed, DataOutput out, TextOutput texts) throws IOException {
        new Writer(out, texts).observed(observed);
    }

    /**
     * Reads what was written.
     *
     * @throws IOException if it is no such thing
     */
    public static Observed read(DataInput in, TextInput texts) throws IOException {
        return new Reader(in, texts).observed();
    }

    private record Writer(DataOutput out, TextOutput texts) {
        void observed(Observed observed) throws IOException {
            out.writeByte((observed.digits().isPresent() ? DIGITS : 0)
                    | (observed.struct().isPresent() ? STRUCT : 0)
                    | (observed.array().isPresent() ? ARRAY : 0)
                    | (observed.map().isPresent() ? MAP : 0));
            out.writeByte(observed.primitives().size());
            for (var primitive : observed.primitives().entrySet()) {
                out.writeByte(primitive.getKey().ordinal());
                seen(primitive.getValue());
            }
            if (observed.digits().isPresent()) {
                digits(observed.digits().get());
            }
            if (observed.struct().isPresent()) {
                struct(observed.struct().get());
            }
            if (observed.array().isPresent()) {
                seen(observed.array().get().seen());
                observed(observed.array().get().element());
            }
            if (observed.map().isPresent()) {
                seen(observed.map().get().seen());
                observed(observed.map().get().key());
                observed(observed.map().get().value());
            }
        }

        private void digits(Observed.Digits digits) throws IOException {
            out.writeInt(digits.before());
            out.writeInt(digits.after());
            seen(digits.seen());
        }

        private void struct(Observed.Fields fields) throws IOException {
            seen(fields.seen());
            out.writeInt(fields.byName().size());
            for (var field : fields.byName().entrySet()) {
                texts.write(field.getKey());
                texts.write(field.getValue().place().path());
                out.writeInt(field.getValue().place().index());
                observed(field.getValue().observed());
            }
        }

        private void seen(Seen seen) throws IOException {
            out.writeLong(seen.count());
            texts.write(seen.first().path());
            out.writeLong(seen.first().line());
            texts.write(seen.first().value());
        }
    }

    private record Reader(DataInput in, TextInput texts) {
        Observed observed() throws IOException {
            int parts = in.readUnsignedByte();
            var primitives = new TreeMap<Type.Primitive, Seen>();
            for (int left = in.readUnsignedByte(); left > 0; left--) {
                primitives.put(primitive(in.readUnsignedByte()), seen());
            }
            return new Observed(
                    primitives,
                    (parts & DIGITS) == 0 ? null : new Observed.Digits(in.readInt(), in.readInt(), seen()),
                    (parts & STRUCT) == 0 ? null : struct(),
                    (parts & ARRAY) == 0 ? null : array(),
                    (parts & MAP) == 0 ? null : map());
        }

        private static Type.Primitive primitive(int ordinal) throws IOException {
            if (ordinal >= PRIMITIVES.length) {
                throw new IOException("no type has the number " + ordinal);
            }
            return PRIMITIVES[ordinal];
        }

        private Observed.Fields struct() throws IOException {
            var seen = seen();
            var byName = new TreeMap<String, Observed.Member>();
            for (int left = in.readInt(); left > 0; left--) {
                var name = texts.read();
                var place = new Observed.Place(texts.read(), in.readInt());
                byName.put(name, new Observed.Member(observed(), place));
            }
            return new Observed.Fields(byName, seen);
        }

        private Observed.Elements array() throws IOException {
            var seen = seen();
            return new Observed.Elements(observed(), seen);
        }

        private Observed.Entries map() throws IOException {
            var seen = seen();
            return new Observed.Entries(observed(), observed(), seen);
        }

        private Seen seen() throws IOException {
            long count = in.readLong();
            var path = texts.read();
            long line = in.readLong();
            return new Seen(count, new Example(path, line, texts.read()));
        }
    }
}
