// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.matching;

import dev.mastic.core.config.Settings;
import dev.mastic.core.config.SettingsSpec;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.frame.Projection;
import dev.mastic.core.frame.Shapes;
import dev.mastic.core.frame.Transform;
import dev.mastic.core.plugin.Factory;
import dev.mastic.core.plugin.Parts;
import dev.mastic.core.type.Type;
import dev.mastic.core.type.TypeString;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Glue's {@code FindIncrementalMatches}: matches new rows with rows that have a {@code match_id} already, and with one another. The first frame
 * is the existing one, with a column {@code match_id} of whole numbers, the second the new one, without. Gives all rows of both, the existing
 * ones first, each with an id; columns that only one frame has are null in the other's rows.
 *
 * <p>An id that a row has never changes, and rows with different ids never come to have one: a new row that is like two groups joins the
 * likelier, and the two stay apart. Existing rows without an id count as new ones. A new row with the key of an existing row (and its source)
 * gets that row's id, with a warning. Otherwise as {@link FindMatches}: it looks at the data when it is applied, and learns from all rows; an
 * existing {@code match_confidence_score} is not compared, and made anew or dropped.
 *
 * <pre>{@code { transform = find-incremental-matches, in = [existing, new], primary-key = id } }</pre>
 *
 * @param primaryKey a column of both
 * @param source a column that tells where a row comes from: then only rows of different sources are matched
 * @param columns those that are compared; none for all
 * @param confidence whether {@code match_confidence_score} is added
 * @param tradeoffs how much evidence a pair needs, and how many are looked at
 * @param teaching a model, or labels
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/machine-learning.html">FindIncrementalMatches</a>
 */
public record FindIncrementalMatches(
        String primaryKey,
        Optional<String> source,
        List<String> columns,
        boolean confidence,
        Tradeoffs tradeoffs,
        Teaching teaching)
        implements Transform {
    private static final String FAILURE = "Cannot find incremental matches: ";

    public FindIncrementalMatches {
        columns = List.copyOf(columns);
    }

    @Override
    public Shapes outputShapes(Shapes in) {
        if (in.names().size() != 2) {
            throw new UsageException(FAILURE + "there must be two frames, the existing one and the new one (got "
                    + in.names().size() + ": " + String.join(", ", in.names()) + ")");
        }
        return Shapes.result(output(in.get(in.names().get(0)), in.get(in.names().get(1))));
    }

    /** Runs a Spark job, and matches. */
    @Override
    public Frames apply(Frames in) {
        outputShapes(in.shapes());
        return Frames.result(
                matched(in.get(in.names().get(0)), in.get(in.names().get(1))).frame());
    }

    /** The same, and what was found in numbers. */
    public Matched matched(DynamicFrame existing, DynamicFrame incremental) {
        var output = output(existing.schema(), incremental.schema());
        var given = given(existing.schema(), incremental.schema());
        return new MatchWork(own(), tradeoffs, teaching).matched(union(existing, incremental, given), output, true);
    }

    private static DynamicFrame union(DynamicFrame existing, DynamicFrame incremental, Type.Struct given) {
        var one = existing.derive(
                Projection.of(existing.schema()).without(FindMatches.CONFIDENCE).widen(given));
        var other = incremental.derive(Projection.of(incremental.schema()).widen(given));
        return one.derive(given, one.toDF().union(other.toDF()), other);
    }

    /** The columns of both, with the ids of the existing rows. */
    private Type.Struct given(Type.Struct existing, Type.Struct incremental) {
        var id = existing.field(FindMatches.MATCH_ID)
                .orElseThrow(() -> new UsageException(FAILURE + "the existing rows have no column 'match_id' (has: "
                        + String.join(", ", existing.names()) + "): match them by find-matches first"));
        if (id.type() != Type.Primitive.LONG && id.type() != Type.Primitive.INT) {
            throw new UsageException(FAILURE + "column 'match_id' of the existing rows is "
                    + TypeString.print(id.type()) + " (expected bigint)");
        }
        incremental.field(FindMatches.MATCH_ID).ifPresent(field -> {
            throw new UsageException(
                    FAILURE + "the new rows have a column 'match_id' already (rename or drop it first)");
        });
        var fields = new ArrayList<Type.Field>();
        for (var field : existing.fields()) {
            if (!field.name().equals(FindMatches.CONFIDENCE)) {
                incremental.field(field.name()).ifPresent(other -> same(field, other));
                fields.add(field);
            }
        }
        incremental.fields().stream()
                .filter(field -> existing.field(field.name()).isEmpty())
                .forEach(fields::add);
        return new Type.Struct(fields);
    }

    private static void same(Type.Field one, Type.Field other) {
        if (!one.type().equals(other.type())) {
            throw new UsageException(FAILURE + "column '" + one.name() + "' is " + TypeString.print(one.type())
                    + " in the existing rows and " + TypeString.print(other.type())
                    + " in the new ones (give it one type first)");
        }
    }

    private Type.Struct output(Type.Struct existing, Type.Struct incremental) {
        var both = given(existing, incremental).fields().stream()
                .filter(field -> !field.name().equals(FindMatches.MATCH_ID))
                .toList();
        return own().output(new Type.Struct(both), confidence);
    }

    private MatchColumns own() {
        return new MatchColumns(primaryKey, source, columns);
    }

    /** Makes the transform from settings. */
    public static final class Plugin implements Factory<Transform> {
        @Override
        public Class<Transform> kind() {
            return Transform.class;
        }

        @Override
        public String name() {
            return "find-incremental-matches";
        }

        @Override
        public SettingsSpec settings() {
            return MatchSettings.SPEC;
        }

        @Override
        public Transform create(Settings settings, Parts parts) {
            return new FindIncrementalMatches(
                    settings.get(MatchSettings.PRIMARY_KEY),
                    settings.find(MatchSettings.SOURCE),
                    settings.get(MatchSettings.COLUMNS),
                    settings.get(MatchSettings.CONFIDENCE),
                    MatchSettings.tradeoffs(settings),
                    MatchSettings.teaching(settings));
        }
    }
}
