// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms;

import dev.mastic.core.bookmark.Read;
import dev.mastic.core.config.Setting;
import dev.mastic.core.config.Settings;
import dev.mastic.core.config.SettingsSpec;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.frame.Shapes;
import dev.mastic.core.frame.Transform;
import dev.mastic.core.plugin.Factory;
import dev.mastic.core.plugin.Parts;
import dev.mastic.core.type.ColumnPath;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Glue's {@code Join}: the pairs of rows of two frames with equal keys. Null keys never match; numbers match whatever
 * their width; a text and a number are refused. Of names that both frames have, the first frame's gets a dot in front
 * ({@code .name}).
 *
 * <p>An inner join looks after one side: the one that is read under a bookmark, else the first. Its rows without a
 * partner are counted, and are kept, sent to the faults or dropped. Outside jobs, without that choice, it is a plain
 * inner join. The other types keep or drop rows as they say; rows that a left or right join keeps are counted if they are
 * read under a bookmark. Where one column stands for both keys, it is that of the side that has it.
 *
 * <pre>{@code { transform = join, in = [memberships, people], keys = [person_id], type = left } }</pre>
 *
 * @param keys1 the keys in the first frame, full paths
 * @param keys2 the keys in the second frame, in the same order
 * @param oneKeyColumn whether the output has one column for each pair of keys, which then have one name; else it has
 *     both
 * @param unmatched what becomes of rows without a partner; empty for {@link Unmatched#FAULT} where new rows meet a
 *     lookup, else {@link Unmatched#DROP}; of inner joins only
 * @param type which rows there are
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-pyspark-transforms-join.html">Join</a>
 */
public record Join(
        List<ColumnPath> keys1,
        List<ColumnPath> keys2,
        boolean oneKeyColumn,
        Optional<Unmatched> unmatched,
        JoinType type)
        implements Transform {
    /** What becomes of a row that finds no partner. */
    public enum Unmatched {
        /** It stays, with nulls on the other side, and is counted. */
        KEEP,
        /** It is a fault. */
        FAULT,
        /** It is dropped, as in Glue, and is counted. */
        DROP
    }

    public Join {
        keys1 = List.copyOf(keys1);
        keys2 = List.copyOf(keys2);
        KeyPairs.check("join", keys1, keys2);
        if (type != JoinType.INNER && unmatched.isPresent()) {
            throw new UsageException("Cannot join with type " + type.name().toLowerCase(Locale.ROOT) + " and unmatched "
                    + unmatched.get().name().toLowerCase(Locale.ROOT)
                    + ": the type says already which rows stay (expected unmatched in an inner join only)");
        } else if (oneKeyColumn && keys1.stream().anyMatch(key -> key.steps().size() > 1)) {
            throw new UsageException("Cannot join on " + keys1
                    + ": one column for both keys must be a top-level column (write keys1 and keys2 for nested ones)");
        }
    }

    /** A join on columns that both frames have; the output has each once. */
    public static Join on(String... keys) {
        var paths = List.of(keys).stream().map(ColumnPath::parse).toList();
        return new Join(paths, paths, true, Optional.empty(), JoinType.INNER);
    }

    /** The same join, giving other rows. */
    public Join as(JoinType other) {
        return new Join(keys1, keys2, oneKeyColumn, unmatched, other);
    }

    @Override
    public Shapes outputShapes(Shapes in) {
        var joined = joined(in);
        return Shapes.result(
                type.filters()
                        ? joined.first().type()
                        : joined.output(List.of(joined.first())).type());
    }

    private JoinedType joined(Shapes in) {
        return JoinedType.of(in, "Cannot join %s to %s", new KeyPairs(keys1, keys2, oneKeyColumn));
    }

    @Override
    public boolean matchesRows() {
        return true;
    }

    @Override
    public Frames apply(Frames in) {
        var joined = joined(in.shapes());
        var first = in.get(joined.first().name());
        var second = in.get(joined.second().name());
        var sides = new JoinSides(joined.first(), first, joined.second(), second);
        return Frames.result(
                switch (type) {
                    case INNER -> inner(joined, sides);
                    case LEFT -> keeping(joined, sides, sides);
                    case RIGHT -> keeping(joined, sides, sides.flipped());
                    case OUTER ->
                        output(
                                joined,
                                List.of(joined.first(), joined.second()),
                                pairs(joined, sides, sides.rows(type)));
                    case LEFTSEMI, LEFTANTI -> first.derive(first.schema(), sides.own(type), second);
                });
    }

    private DynamicFrame inner(JoinedType joined, JoinSides sides) {
        boolean firstIsNew = isNew(sides.frame());
        boolean secondIsNew = isNew(sides.partners());
        var main = secondIsNew && !firstIsNew ? sides.flipped() : sides;
        var pairs = unmatched
                .or(() -> treatment(firstIsNew, secondIsNew))
                .map(what -> main.lookedAfter(pairs(joined, sides, main.marked()), what))
                .orElseGet(() -> pairs(joined, sides, main.rows(type)));
        return output(joined, List.of(main.side()), pairs);
    }

    /** All rows of the side of {@code main}. */
    private static DynamicFrame keeping(JoinedType joined, JoinSides sides, JoinSides main) {
        var pairs = isNew(main.frame())
                ? main.lookedAfter(pairs(joined, sides, main.marked()), Unmatched.KEEP)
                : pairs(joined, sides, main.rows(JoinType.LEFT));
        return output(joined, List.of(main.side()), pairs);
    }

    private static DynamicFrame pairs(JoinedType joined, JoinSides sides, Dataset<Row> rows) {
        return sides.frame().derive(joined.columns(), rows, sides.partners());
    }

    private static DynamicFrame output(JoinedType joined, List<JoinSide> keysOf, DynamicFrame pairs) {
        return joined.output(keysOf).over(pairs);
    }

    private static boolean isNew(DynamicFrame frame) {
        return frame.context().read() == Read.NEW;
    }

    private static Optional<Unmatched> treatment(boolean firstIsNew, boolean secondIsNew) {
        if (firstIsNew != secondIsNew) {
            return Optional.of(Unmatched.FAULT);
        }
        return firstIsNew ? Optional.of(Unmatched.DROP) : Optional.empty();
    }

    /** Makes the transform from settings. */
    public static final class Plugin implements Factory<Transform> {
        private static final Setting<Unmatched> UNMATCHED = Setting.oneOf("unmatched", Unmatched.class)
                .doc("What becomes of rows without a partner, always counted: `keep`, `fault` or `drop`;"
                        + " default `fault` where a source read as new meets one read as all, else `drop`;"
                        + " of inner joins only.");
        private static final Setting<JoinType> TYPE = Setting.oneOf("type", JoinType.class)
                .defaultsTo(JoinType.INNER)
                .doc("Which rows there are: `inner`, `left`, `right`, `outer`, `leftsemi` or `leftanti`.");

        @Override
        public Class<Transform> kind() {
            return Transform.class;
        }

        @Override
        public String name() {
            return "join";
        }

        @Override
        public SettingsSpec settings() {
            return SettingsSpec.of(KeyPairs.KEYS, KeyPairs.KEYS1, KeyPairs.KEYS2, UNMATCHED, TYPE);
        }

        @Override
        public Transform create(Settings settings, Parts parts) {
            var keys = KeyPairs.of(settings, "join");
            return new Join(keys.first(), keys.second(), keys.shared(), settings.find(UNMATCHED), settings.get(TYPE));
        }
    }
}
