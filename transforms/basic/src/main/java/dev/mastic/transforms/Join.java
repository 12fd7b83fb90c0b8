// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms;

import dev.mastic.core.bookmark.Read;
import dev.mastic.core.config.Setting;
import dev.mastic.core.config.Settings;
import dev.mastic.core.config.SettingsSpec;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.FaultSource;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.frame.Refusal;
import dev.mastic.core.frame.Shapes;
import dev.mastic.core.frame.Transform;
import dev.mastic.core.plugin.Factory;
import dev.mastic.core.plugin.Parts;
import dev.mastic.core.type.ColumnPath;
import dev.mastic.transforms.path.PathSetting;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * Glue's {@code Join}: the pairs of rows of two frames with equal keys. Null keys never match; numbers match whatever
 * their width; a text and a number are refused. Of names that both frames have, the first frame's gets a dot in front
 * ({@code .name}).
 *
 * <p>Rows of the side that is looked after, which is the one that is read under a bookmark, else the first, are counted
 * when they find no partner, and are kept, sent to the faults or dropped. Outside jobs, without that choice, it is a
 * plain inner join.
 *
 * @param keys1 the keys in the first frame, full paths
 * @param keys2 the keys in the second frame, in the same order
 * @param oneKeyColumn whether the output has one column for each pair of keys, which then have one name; else it has
 *     both
 * @param unmatched what becomes of rows without a partner; empty for {@link Unmatched#FAULT} where new rows meet a
 *     lookup, else {@link Unmatched#DROP}
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-pyspark-transforms-join.html">Join</a>
 */
public record Join(List<ColumnPath> keys1, List<ColumnPath> keys2, boolean oneKeyColumn, Optional<Unmatched> unmatched)
        implements Transform {
    private static final String PARTNER = "partner";

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
        if (keys1.isEmpty() || keys1.size() != keys2.size()) {
            throw new UsageException(
                    "Cannot join on " + keys1 + " and " + keys2 + ": keys come in pairs, at least one");
        } else if (oneKeyColumn && keys1.stream().anyMatch(key -> key.steps().size() > 1)) {
            throw new UsageException("Cannot join on " + keys1
                    + ": one column for both keys must be a top-level column (write keys1 and keys2 for nested ones)");
        }
    }

    /** A join on columns that both frames have; the output has each once. */
    public static Join on(String... keys) {
        var paths = List.of(keys).stream().map(ColumnPath::parse).toList();
        return new Join(paths, paths, true, Optional.empty());
    }

    @Override
    public Shapes outputShapes(Shapes in) {
        var joined = JoinedType.of(this, in);
        return Shapes.result(joined.output(joined.first()).type());
    }

    @Override
    public boolean matchesRows() {
        return true;
    }

    @Override
    public Frames apply(Frames in) {
        var joined = JoinedType.of(this, in.shapes());
        var first = in.get(joined.first().name());
        var second = in.get(joined.second().name());
        boolean firstIsNew = first.context().read() == Read.NEW;
        boolean secondIsNew = second.context().read() == Read.NEW;
        var treatment = unmatched.or(() -> treatment(firstIsNew, secondIsNew));
        var step = first.derive(first.schema(), first.toDF(), second);
        var main = secondIsNew && !firstIsNew
                ? new Sides(joined.second(), second, joined.first(), first)
                : new Sides(joined.first(), first, joined.second(), second);
        var pairs = treatment
                .map(what -> main.lookedAfter(step.derive(joined.columns(), main.outer()), what))
                .orElseGet(() -> step.derive(joined.columns(), main.inner()));
        return Frames.result(joined.output(main.side()).over(pairs));
    }

    private static Optional<Unmatched> treatment(boolean firstIsNew, boolean secondIsNew) {
        if (firstIsNew != secondIsNew) {
            return Optional.of(Unmatched.FAULT);
        }
        return firstIsNew ? Optional.of(Unmatched.DROP) : Optional.empty();
    }

    /** The side whose rows are looked after, and the one where they seek partners. */
    private record Sides(JoinSide side, DynamicFrame frame, JoinSide other, DynamicFrame partners) {
        Dataset<Row> inner() {
            var mine = side.rows(frame);
            var theirs = other.rows(partners);
            return mine.join(theirs, equal(side.keysIn(mine), other.keysIn(theirs)));
        }

        Dataset<Row> outer() {
            var mine = side.rows(frame);
            var theirs = other.rows(partners).withColumn(PARTNER, functions.lit(true));
            return mine.join(theirs, equal(side.keysIn(mine), other.keysIn(theirs)), "left_outer");
        }

        DynamicFrame lookedAfter(DynamicFrame outer, Unmatched what) {
            var condition = DynamicFrame.column(outer.toDF(), PARTNER).isNotNull();
            var kind = what == Unmatched.FAULT ? FaultSource.Kind.UNMATCHED : FaultSource.Kind.UNMATCHED_ALLOWED;
            var refusal = new Refusal(
                    frame.name(),
                    side.keyText(),
                    "no partner in " + other.name() + " for " + side.keyText(),
                    kind,
                    withoutPartner());
            return what == Unmatched.KEEP ? outer.note(condition, refusal) : outer.guard(condition, refusal);
        }

        private Dataset<Row> withoutPartner() {
            var rows = frame.toDF();
            var theirs = other.rows(partners);
            return rows.join(theirs, equal(side.keysOf(rows), other.keysIn(theirs)), "left_anti");
        }

        private static Column equal(List<Column> keys1, List<Column> keys2) {
            var condition = keys1.get(0).equalTo(keys2.get(0));
            for (int i = 1; i < keys1.size(); i++) {
                condition = condition.and(keys1.get(i).equalTo(keys2.get(i)));
            }
            return condition;
        }
    }

    /** Makes the transform from settings. */
    public static final class Plugin implements Factory<Transform> {
        private static final Setting<List<ColumnPath>> KEYS =
                PathSetting.paths("keys").doc("Columns that both frames have; the output has each once.");
        private static final Setting<List<ColumnPath>> KEYS1 =
                PathSetting.paths("keys1").doc("The keys in the first frame, with `keys2`; the output has both.");
        private static final Setting<List<ColumnPath>> KEYS2 =
                PathSetting.paths("keys2").doc("The keys in the second frame, in the order of `keys1`.");
        private static final Setting<Unmatched> UNMATCHED = Setting.oneOf("unmatched", Unmatched.class)
                .doc("What becomes of rows without a partner, always counted: `keep`, `fault` or `drop`;"
                        + " default `fault` where a source read as new meets one read as all, else `drop`.");

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
            return SettingsSpec.of(KEYS, KEYS1, KEYS2, UNMATCHED);
        }

        @Override
        public Transform create(Settings settings, Parts parts) {
            var keys = settings.find(KEYS);
            var keys1 = settings.find(KEYS1);
            var keys2 = settings.find(KEYS2);
            if (keys1.isPresent() != keys2.isPresent() || keys1.isPresent() == keys.isPresent()) {
                throw new UsageException(
                        "Cannot join: the keys are not clear (expected either keys, or keys1 and keys2) at "
                                + settings.origin());
            }
            return new Join(
                    keys.or(() -> keys1).orElseThrow(),
                    keys.or(() -> keys2).orElseThrow(),
                    keys.isPresent(),
                    settings.find(UNMATCHED));
        }
    }
}
