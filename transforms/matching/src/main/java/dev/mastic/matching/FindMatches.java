// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.matching;

import dev.mastic.core.config.Settings;
import dev.mastic.core.config.SettingsSpec;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.FrameTransform;
import dev.mastic.core.frame.Transform;
import dev.mastic.core.plugin.Factory;
import dev.mastic.core.plugin.Parts;
import dev.mastic.core.type.Type;
import java.util.List;
import java.util.Optional;

/**
 * Glue's {@code FindMatches}: finds the rows that are one thing although no key says so, and gives them one {@code match_id}, without labels.
 * Looks at the data when it is applied: the compared columns of all rows are brought to the driver by one Spark job, matched there in all its
 * threads, and the ids are joined to the rows, lazily. So it is bounded by the driver's memory, about 2 kB for each row.
 *
 * <p>All top-level columns of simple types are compared as texts, numbers also as numbers, unless some are named, at most 100; the key and the
 * source are not. What a column means is found out. Rows without a key are refused; rows of one key (and one source) are one thing, with a
 * warning. The same rows always give the same ids, which are positive, in whatever order and partitions they come; a row that is like no
 * other has an id of its own.
 *
 * <pre>{@code { transform = find-matches, primary-key = id, source = source } }</pre>
 *
 * @param primaryKey a column of a simple type
 * @param source a column that tells where a row comes from: then only rows of different sources are matched
 * @param columns those that are compared; none for all
 * @param confidence whether {@code match_confidence_score} is added: the mean chance of the pairs within a group, from 0 to 1; of a row alone,
 *     the chance that it has no match
 * @param tradeoffs how much evidence a pair needs, and how many are looked at
 * @param teaching a model, or labels
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/machine-learning.html">FindMatches</a>
 */
public record FindMatches(
        String primaryKey,
        Optional<String> source,
        List<String> columns,
        boolean confidence,
        Tradeoffs tradeoffs,
        Teaching teaching)
        implements FrameTransform {
    /** The column that is added: equal for rows that are one thing. */
    public static final String MATCH_ID = "match_id";
    /** The column that is added on demand. */
    public static final String CONFIDENCE = "match_confidence_score";

    public FindMatches {
        columns = List.copyOf(columns);
    }

    /** Finds matches among all rows, by all columns but the key. */
    public static FindMatches findMatches(String primaryKey) {
        return new FindMatches(primaryKey, Optional.empty(), List.of(), false, Tradeoffs.BALANCED, Teaching.NONE);
    }

    @Override
    public Type.Struct outputShape(Type.Struct in) {
        return own().output(in, confidence);
    }

    /** Runs a Spark job, and matches. */
    @Override
    public DynamicFrame apply(DynamicFrame in) {
        return matched(in).frame();
    }

    /** The same, and what was found in numbers. */
    public Matched matched(DynamicFrame in) {
        return new MatchWork(own(), tradeoffs, teaching).matched(in, outputShape(in.schema()), false);
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
            return "find-matches";
        }

        @Override
        public SettingsSpec settings() {
            return MatchSettings.SPEC;
        }

        @Override
        public Transform create(Settings settings, Parts parts) {
            return new FindMatches(
                    settings.get(MatchSettings.PRIMARY_KEY),
                    settings.find(MatchSettings.SOURCE),
                    settings.get(MatchSettings.COLUMNS),
                    settings.get(MatchSettings.CONFIDENCE),
                    MatchSettings.tradeoffs(settings),
                    MatchSettings.teaching(settings));
        }
    }
}
