// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.json;

import dev.mastic.core.type.Example;
import dev.mastic.core.type.Observation;
import dev.mastic.core.type.Seen;
import dev.mastic.core.type.Type;
import dev.mastic.formats.text.MisfitException;
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
    private boolean[] settled = new boolean[KINDS];
    private int[] trace = new int[64];
    private int used;
    private final List<Candidate> candidates = new ArrayList<>();
    private byte[] bytes;

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

        /** The key of a text between quotes; negative if no record before had it. */
        int key(String name, int last) {
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
            settled = Arrays.copyOf(settled, 2 * needed);
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
        int behind = value(in, root, in.position(), 1);
        if (behind < 0) {
            return null;
        }
        in.back(behind);
        return quick;
    }

    /** Behind the value that begins at an index; negative if a quick look is not sure of it. */
    private int value(Scan in, Spot spot, int from, int level) {
        return switch (in.at(from)) {
            case '"' -> {
                int end = in.behindString(from);
                seen(spot, STRING, from + 1, end - 1, in.escaped());
                yield end;
            }
            case '{' -> seen(spot, STRUCT, from, object(in, spot, from, level));
            case '[' -> seen(spot, ARRAY, from, array(in, spot, from, level));
            case 't', 'f' -> seen(spot, BOOLEAN, from, in.behindBool(from));
            case 'n' -> seen(spot, NULL, from, in.behindNull(from));
            default -> number(in, spot, from);
        };
    }

    private int number(Scan in, Spot spot, int from) {
        int end = in.behindNumber(from);
        if (end < 0 || (!in.broken() && !in.small())) {
            return -1;
        }
        int kind = in.broken() ? DOUBLE : (int) in.unscaled() == in.unscaled() ? INT : LONG;
        return seen(spot, kind, from, end);
    }

    private int object(Scan in, Spot spot, int from, int level) {
        int i = in.behindBlanks(from + 1);
        if (in.at(i) == '}') {
            return i + 1;
        }
        spot.keys.begin();
        int last = -1;
        while (level <= Scan.DEEPEST) {
            int key = spot.keys.guess(last);
            int start = spot.keys.behind(key, bytes, i, in.limit());
            if (start < 0) {
                key = otherKey(in.back(i), spot, last);
                start = in.position();
            }
            if (key < 0 || !spot.keys.first(key)) {
                return -1;
            }
            int end = value(in, spot.field(key), in.behindBlanks(start), level + 1);
            if (end < 0) {
                return -1;
            }
            end = in.behindBlanks(end);
            if (in.at(end) != ',') {
                return in.at(end) == '}' ? end + 1 : -1;
            }
            i = in.behindBlanks(end + 1);
            last = key;
        }
        return -1;
    }

    /** Takes a key that is not the one that was guessed, and its colon. Negative if no record before had it, or not sure of it. */
    private static int otherKey(Scan in, Spot spot, int last) {
        if (!in.string() || in.escaped()) {
            return -1;
        }
        var name = in.text().toString();
        return in.take(':') ? spot.key(name, last) : -1;
    }

    private int array(Scan in, Spot spot, int from, int level) {
        int i = in.behindBlanks(from + 1);
        if (in.at(i) == ']') {
            return i + 1;
        }
        var element = spot.element();
        if (element == null) {
            return -1;
        }
        while (level <= Scan.DEEPEST) {
            int end = value(in, element, i, level + 1);
            if (end < 0) {
                return -1;
            }
            end = in.behindBlanks(end);
            if (in.at(end) != ',') {
                return in.at(end) == ']' ? end + 1 : -1;
            }
            i = in.behindBlanks(end + 1);
        }
        return -1;
    }

    /** Takes down a value without escapes; nothing if its end is negative. The end. */
    private int seen(Spot spot, int kind, int from, int to) {
        if (to >= 0) {
            seen(spot, kind, from, to, false);
        }
        return to;
    }

    private void seen(Spot spot, int kind, int from, int to, boolean escaped) {
        int cell = spot.base + kind;
        if (used == trace.length) {
            trace = Arrays.copyOf(trace, 2 * used);
        }
        trace[used++] = cell;
        if (!settled[cell]) {
            candidates.add(new Candidate(cell, from, to, escaped));
        }
    }

    private void keep(LongSupplier lines) {
        for (int i = 0; i < used; i++) {
            counts[trace[i]]++;
        }
        if (!candidates.isEmpty()) {
            keepExamples(lines.getAsLong());
        }
    }

    /** A line may hold several records: while it does, the least of their values is the example. */
    private void keepExamples(long line) {
        for (var candidate : candidates) {
            int cell = candidate.cell;
            var known = firsts[cell];
            if (known == null || known.line() == line) {
                var example = new Example(path, line, shown(candidate));
                firsts[cell] = known == null || example.compareTo(known) < 0 ? example : known;
            } else {
                settled[cell] = true;
            }
        }
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
