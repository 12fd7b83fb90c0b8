// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms;

import dev.mastic.core.bookmark.Read;
import dev.mastic.core.config.Setting;
import dev.mastic.core.config.Settings;
import dev.mastic.core.config.SettingsSpec;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.FaultSource;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.frame.Refusal;
import dev.mastic.core.frame.Shapes;
import dev.mastic.core.frame.Transform;
import dev.mastic.core.plugin.Factory;
import dev.mastic.core.plugin.Parts;
import dev.mastic.core.type.ColumnPath;
import dev.mastic.transforms.Join.Unmatched;
import dev.mastic.transforms.path.PathSetting;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.functions;

/**
 * Glue Studio's Lookup: the rows of the first frame with some columns of the second, the lookup, where its keys are
 * equal. Rows never become more or fewer: where the lookup has several rows of one key with the same values, they count
 * as one; with different values, a row that asks for the key is a fault. Null keys match nothing.
 *
 * <p>Rows that the lookup does not have are kept with nulls, unless they shall be faults or be dropped; they are counted
 * if they are read under a bookmark. A column of the lookup that the first frame has by the same name is refused.
 *
 * <pre>{@code { transform = lookup, in = [orders, zips], keys1 = [zip], keys2 = [code], values = [city, state] } }</pre>
 *
 * @param keys1 the keys in the first frame, full paths
 * @param keys2 the keys in the lookup, in the same order
 * @param values the columns that are added, full paths in the lookup, under their last names; none for all but the keys
 * @param unmatched what becomes of rows that the lookup does not have; empty to keep them
 * @see <a href="https://docs.aws.amazon.com/glue/latest/ug/transforms-lookup.html">Lookup</a>
 */
public record Lookup(
        List<ColumnPath> keys1, List<ColumnPath> keys2, List<ColumnPath> values, Optional<Unmatched> unmatched)
        implements Transform {
    public Lookup {
        keys1 = List.copyOf(keys1);
        keys2 = List.copyOf(keys2);
        values = List.copyOf(values);
        KeyPairs.check("look up", keys1, keys2);
    }

    @Override
    public Shapes outputShapes(Shapes in) {
        return Shapes.result(table(in).output().type());
    }

    @Override
    public boolean matchesRows() {
        return true;
    }

    @Override
    public Frames apply(Frames in) {
        var table = table(in.shapes());
        var main = in.get(table.joined().first().name());
        var lookup = in.get(table.joined().second().name());
        var sides = new JoinSides(table.joined().first(), main, table.joined().second(), lookup);
        var entries = table.entries(lookup);
        var found = main.derive(table.found(), sides.marked(entries), lookup);
        var isClear = functions.not(
                functions.coalesce(DynamicFrame.column(found.toDF(), LookupTable.AMBIGUOUS), functions.lit(false)));
        var ambiguous = entries.filter(DynamicFrame.column(entries, LookupTable.AMBIGUOUS));
        var clear = found.guard(
                isClear,
                new Refusal(
                        main.name(),
                        sides.side().keyText(),
                        "several rows with different values in " + lookup.name() + " for "
                                + sides.side().keyText(),
                        FaultSource.Kind.REFUSED,
                        sides.own(JoinType.LEFTSEMI, ambiguous)));
        var treatment = main.context().read() == Read.NEW ? Optional.of(unmatched.orElse(Unmatched.KEEP)) : unmatched;
        return Frames.result(table.output()
                .over(treatment.map(what -> sides.lookedAfter(clear, what)).orElse(clear)));
    }

    private LookupTable table(Shapes in) {
        var joined = JoinedType.of(in, "Cannot look up %s in %s", new KeyPairs(keys1, keys2, false));
        return LookupTable.of(joined, values);
    }

    /** Makes the transform from settings. */
    public static final class Plugin implements Factory<Transform> {
        private static final Setting<List<ColumnPath>> VALUES =
                PathSetting.paths("values").doc("The columns of the lookup that are added; default all but the keys.");
        private static final Setting<Unmatched> UNMATCHED = Setting.oneOf("unmatched", Unmatched.class)
                .doc("What becomes of rows that the lookup does not have: `keep`, which is the default,"
                        + " `fault` or `drop`.");

        @Override
        public Class<Transform> kind() {
            return Transform.class;
        }

        @Override
        public String name() {
            return "lookup";
        }

        @Override
        public SettingsSpec settings() {
            return SettingsSpec.of(KeyPairs.KEYS, KeyPairs.KEYS1, KeyPairs.KEYS2, VALUES, UNMATCHED);
        }

        @Override
        public Transform create(Settings settings, Parts parts) {
            var keys = KeyPairs.of(settings, "look up");
            return new Lookup(
                    keys.first(), keys.second(), settings.find(VALUES).orElse(List.of()), settings.find(UNMATCHED));
        }
    }
}
