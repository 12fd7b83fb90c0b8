// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.json;

import com.fasterxml.jackson.core.JsonToken;
import dev.mastic.core.type.Type;
import dev.mastic.formats.BranchOrder;
import dev.mastic.formats.text.MisfitException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;

/** Values of several types: a row with one place for each, of which the one that takes the value is filled. */
final class ChoiceReader implements ValueReader {
    private final List<Branch> branches;
    private final Map<JsonToken, List<Branch>> byToken = new EnumMap<>(JsonToken.class);

    private record Branch(int place, boolean inexact, ValueReader reader) {}

    ChoiceReader(Type.Choice type, Reading reading) {
        this.branches = IntStream.range(0, type.members().size())
                .boxed()
                .sorted(Comparator.comparing(type.members()::get, new BranchOrder()))
                .map(i -> branch(i, type.members().get(i), reading))
                .toList();
        for (var token : JsonToken.values()) {
            byToken.put(token, candidates(token));
        }
    }

    private static Branch branch(int place, Type member, Reading reading) {
        boolean inexact = member == Type.Primitive.DOUBLE || member == Type.Primitive.FLOAT;
        return new Branch(place, inexact, ValueReader.of(member, reading));
    }

    @Override
    public boolean takes(JsonToken token) {
        return branches.stream().anyMatch(branch -> branch.reader.takes(token));
    }

    @Override
    public Object read(RecordParser parser) throws IOException, MisfitException {
        var token = parser.currentToken();
        var candidates = byToken.get(token);
        MisfitException last = null;
        for (var branch : candidates) {
            try {
                var places = new Object[branches.size()];
                places[branch.place] = branch.reader.read(parser);
                return new GenericInternalRow(places);
            } catch (MisfitException e) {
                // an object or array has been read in part: there is no other branch for it
                last = e;
                if (token.isStructStart()) {
                    throw e;
                }
            }
        }
        throw last != null && candidates.size() == 1 ? last : ValueReader.misfit(parser, "a value of the choice");
    }

    @Override
    public Object scan(Scan in) {
        int first = in.peek();
        if (in.takeNull()) {
            return null;
        }
        int start = in.position();
        for (var branch : quick(in, first)) {
            var value = branch.reader.scan(in);
            if (value != Scan.UNSURE) {
                var places = new Object[branches.size()];
                places[branch.place] = value;
                return new GenericInternalRow(places);
            }
            in.back(start);
            if (first == '{' || first == '[') {
                return value;
            }
        }
        return Scan.UNSURE;
    }

    /** The candidates for a value that begins with a byte. */
    private List<Branch> quick(Scan in, int first) {
        return switch (first) {
            case '{' -> byToken.get(JsonToken.START_OBJECT);
            case '[' -> byToken.get(JsonToken.START_ARRAY);
            case '"' -> byToken.get(JsonToken.VALUE_STRING);
            case 't', 'f' -> byToken.get(JsonToken.VALUE_TRUE);
            default -> {
                int start = in.position();
                var kind = in.number();
                in.back(start);
                yield switch (kind) {
                    case WHOLE -> byToken.get(JsonToken.VALUE_NUMBER_INT);
                    case BROKEN -> byToken.get(JsonToken.VALUE_NUMBER_FLOAT);
                    case NONE -> List.of();
                };
            }
        };
    }

    private List<Branch> candidates(JsonToken token) {
        var candidates = new ArrayList<Branch>();
        for (var branch : branches) {
            if (branch.reader.takes(token)) {
                candidates.add(token == JsonToken.VALUE_NUMBER_FLOAT && branch.inexact ? 0 : candidates.size(), branch);
            }
        }
        return candidates;
    }
}
