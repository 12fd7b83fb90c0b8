// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.json;

import dev.mastic.core.type.Example;
import dev.mastic.core.type.Observation;
import dev.mastic.core.type.Seen;
import dev.mastic.core.type.Type;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Takes records down without building their values: each place and kind has a counter, and a record is a list of counters until it is
 * known to be whole. A record with a key that no record had before goes by way of {@link JsonValue}, as does whatever a quick look is not
 * sure of; so fields stand in the order in which they came.
 */
final class JsonTally implements ObjectReader.Shape<JsonTally.Sighting> {
    private static final List<Type.Primitive> PRIMITIVES = List.of(
            Type.Primitive.NULL,
            Type.Primitive.BOOLEAN,
            Type.Primitive.INT,
            Type.Primitive.LONG,
            Type.Primitive.DOUBLE,
            Type.Primitive.STRING);

    private static final int NULL = 0;
    private static final int BOOLEAN = 1;
    private static final int INT = 2;
    private static final int LONG = 3;
    private static final int DOUBLE = 4;
    private static final int STRING = 5;
    private static final int STRUCT = 6;
    private static final int ARRAY = 7;
    private static final int KINDS = 8;

    private final String path;
    private final Observation observation = new Observation();
    private final List<Spot> spots = new ArrayList<>();
    private final Spot root = new Spot(observation);
    private final Sighting quick = this::keep;
    private long[] counts = new long[KINDS];
    private Example[] firsts = new Example[KINDS];
    private int[] trace = new int[64];
    private int used;
    private final List<Candidate> candidates = new ArrayList<>();
    private byte[] bytes;
    private long lastLine;

    JsonTally(String path) {
        this.path = path;
    }

    /** A record that was read, and counts when it is kept. */
    interface Sighting {
        /** Counts it; asks for the line only where it may be an example. */
        void keep(LongSupplier line);
    }

    /** A value that may be the first of its kind in its place. */
    private record Candidate(int cell, int from, int to, boolean escaped) {}

    /** A place of values. */
    private final class Spot {
        private final Observation place;
        private final int base = spots.size() * KINDS;
        private final FieldKeys keys = new FieldKeys(List.of());
        private Spot[] fields = new Spot[8];
        private Spot element;

        Spot(Observation place) {
            this.place = place;
            spots.add(this);
        }

        Spot field(int key) {
            return fields[key];
        }

        Spot element() {
            if (element == null) {
                element = place.knownElement().map(JsonTally.this::spot).orElse(null);
            }
            return element;
        }

        int key(Scan in, int last) {
            int guess = keys.guess(in, last);
            if (guess >= 0) {
                return guess;
            }
            if (!in.string() || in.escaped()) {
                return -1;
            }
            var name = in.text().toString();
            int key = keys.indexOf(name);
            if (key < 0) {
                var field = place.knownField(name);
                if (field.isEmpty()) {
                    return -1;
                }
                key = keys.add(name);
                fields = key < fields.length ? fields : Arrays.copyOf(fields, 2 * key);
                fields[key] = spot(field.get());
            }
            keys.follow(last, key);
            return key;
        }
    }

    private Spot spot(Observation place) {
        int needed = (spots.size() + 1) * KINDS;
        if (needed > counts.length) {
            counts = Arrays.copyOf(counts, 2 * needed);
            firsts = Arrays.copyOf(firsts, 2 * needed);
        }
        return new Spot(place);
    }

    @Override
    public Sighting read(RecordParser parser) throws IOException, MisfitException {
        var value = JsonValue.of(parser);
        return line -> value.observe(observation, path, line.getAsLong());
    }

    @Override
    public Sighting scan(Scan in) {
        used = 0;
        candidates.clear();
        bytes = in.bytes();
        return value(in, root, 1) ? quick : null;
    }

    private boolean value(Scan in, Spot spot, int level) {
        int first = in.peek();
        int from = in.position();
        return switch (first) {
            case '"' -> in.string() && seen(spot, STRING, in.from(), in.position() - 1, in.escaped());
            case '{' -> object(in, spot, level) && seen(spot, STRUCT, from, in.position(), false);
            case '[' -> array(in, spot, level) && seen(spot, ARRAY, from, in.position(), false);
            case 't', 'f' -> in.bool() != Scan.UNSURE && seen(spot, BOOLEAN, from, in.position(), false);
            case 'n' -> in.takeNull() && seen(spot, NULL, from, in.position(), false);
            default -> number(in, spot);
        };
    }

    private boolean number(Scan in, Spot spot) {
        int kind =
                switch (in.number()) {
                    case NONE -> -1;
                    case BROKEN -> DOUBLE;
                    case WHOLE -> in.small() ? (int) in.unscaled() == in.unscaled() ? INT : LONG : -1;
                };
        return kind >= 0 && seen(spot, kind, in.from(), in.position(), false);
    }

    private boolean object(Scan in, Spot spot, int level) {
        in.take('{');
        if (in.take('}')) {
            return true;
        }
        spot.keys.begin();
        int last = -1;
        do {
            if (level > Scan.DEEPEST || in.peek() != '"') {
                return false;
            }
            int key = spot.key(in, last);
            if (key < 0 || !spot.keys.first(key) || !in.take(':') || !value(in, spot.field(key), level + 1)) {
                return false;
            }
            last = key;
        } while (in.take(','));
        return in.take('}');
    }

    private boolean array(Scan in, Spot spot, int level) {
        in.take('[');
        if (in.take(']')) {
            return true;
        }
        var element = spot.element();
        if (element == null) {
            return false;
        }
        do {
            if (level > Scan.DEEPEST || !value(in, element, level + 1)) {
                return false;
            }
        } while (in.take(','));
        return in.take(']');
    }

    private boolean seen(Spot spot, int kind, int from, int to, boolean escaped) {
        int cell = spot.base + kind;
        if (used == trace.length) {
            trace = Arrays.copyOf(trace, 2 * used);
        }
        trace[used++] = cell;
        var known = firsts[cell];
        if (known == null || known.line() == lastLine) { // a line may hold several records
            candidates.add(new Candidate(cell, from, to, escaped));
        }
        return true;
    }

    private void keep(LongSupplier lines) {
        for (int i = 0; i < used; i++) {
            counts[trace[i]]++;
        }
        if (candidates.isEmpty()) {
            return;
        }
        long line = lines.getAsLong();
        for (var candidate : candidates) {
            var known = firsts[candidate.cell];
            if (known == null || known.line() == line) {
                var example = new Example(path, line, shown(candidate));
                firsts[candidate.cell] = known == null || example.compareTo(known) < 0 ? example : known;
            }
        }
        lastLine = line;
    }

    private String shown(Candidate candidate) {
        if (candidate.cell % KINDS == STRING) {
            var text = Scan.text(bytes, candidate.from, candidate.to, candidate.escaped);
            return text.substring(0, JsonValue.SHOWN).toString();
        }
        return RecordParser.shown(bytes, candidate.from, candidate.to, JsonValue.SHOWN);
    }

    /** Everything that was kept, in one; nothing may be kept afterwards. */
    Observation observation() {
        for (var spot : spots) {
            for (int kind = 0; kind < KINDS; kind++) {
                if (counts[spot.base + kind] > 0) {
                    tell(spot.place, kind, new Seen(counts[spot.base + kind], firsts[spot.base + kind]));
                }
            }
        }
        return observation;
    }

    private static void tell(Observation place, int kind, Seen seen) {
        switch (kind) {
            case STRUCT -> place.structs(seen);
            case ARRAY -> place.arrays(seen);
            default -> place.values(PRIMITIVES.get(kind), seen);
        }
    }
}
