// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms.visual;

import dev.mastic.core.config.Setting;
import dev.mastic.core.config.Settings;
import dev.mastic.core.config.SettingsSpec;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.frame.Shapes;
import dev.mastic.core.frame.Transform;
import dev.mastic.core.plugin.Factory;
import dev.mastic.core.plugin.Parts;
import dev.mastic.transforms.sql.SqlQuery;

/**
 * Glue Studio's "SQL Query": the answer of one Spark SQL query over the frames of the step, each a table under its name in the step:
 *
 * <pre>{@code
 * { in = [people, "visits.day"], transform = sql, query = "SELECT name, n FROM people JOIN `visits.day` USING (id)" }
 * }</pre>
 *
 * <p>Nulls are treated as in SQL, and what cannot be computed is null, no fault. Columns that pass through keep their types, also choices,
 * whose branches are fields ({@code v.int}). Commands, functions that are not
 * built in, two columns of one name, and names that are not there are refused, with their place in the text. No view is made. The frame has
 * the faults of all inputs. Lazy.
 *
 * @param query one query; common tables go first with {@code WITH}
 * @see SqlQuery
 */
public record Sql(String query) implements Transform {
    private static final String FAILURE = "Cannot run the query";

    /** The answer of this query. */
    public static Sql sql(String query) {
        return new Sql(query);
    }

    @Override
    public Shapes outputShapes(Shapes in) {
        return Shapes.result(new SqlQuery(FAILURE, query).shape(in));
    }

    @Override
    public Frames apply(Frames in) {
        return Frames.result(new SqlQuery(FAILURE, query).over(in));
    }

    /** Makes the transform from settings. */
    public static final class Plugin implements Factory<Transform> {
        private static final Setting<String> QUERY =
                Setting.string("query").required().doc("The query; each frame of the step is a table under its name.");

        @Override
        public Class<Transform> kind() {
            return Transform.class;
        }

        @Override
        public String name() {
            return "sql";
        }

        @Override
        public SettingsSpec settings() {
            return SettingsSpec.of(QUERY);
        }

        @Override
        public Transform create(Settings settings, Parts parts) {
            return new Sql(settings.get(QUERY));
        }
    }
}
