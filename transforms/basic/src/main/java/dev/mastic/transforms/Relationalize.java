// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms;

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
import dev.mastic.core.type.Type;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.storage.StorageLevel;

/**
 * Glue's {@code Relationalize}: a nested frame as flat tables, the root and one for each array. Structs, and the
 * branches of choices, become columns with dotted names. An array becomes a long id, null where it is null or empty,
 * and a table {@code <root>_<path>} with that {@code id}, the {@code index} from 0, and {@code val}, or {@code
 * <path>.val.<field>} for structs; arrays inside become tables of their own. Maps are refused, or become tables of the
 * same kind with a {@code key} beside {@code val}.
 *
 * <p>Ids differ between the rows of a run and between the runs of a job: they begin with the run's token. Parents and
 * children are computed in different Spark jobs, so the rows with their ids are persisted (memory, then disk) when the
 * first of them is computed, and stay so until the session ends or its cache is cleared. A lost block is computed
 * again: its ids agree as long as its input gives the same rows in the same order, as files and bookmarked slices do.
 * Nothing is written to a staging path, as Glue does; the setting is only taken. Lazy.
 *
 * <pre>{@code
 * { transform = relationalize, root = persons, maps = pivot }
 * }</pre>
 *
 * @param root the name of the root table; empty for the frame's own
 * @param separator between the root's name and an array's path
 * @param maps what becomes of maps
 * @see <a
 *     href="https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-pyspark-transforms-Relationalize.html">Relationalize</a>
 */
public record Relationalize(Optional<String> root, String separator, Maps maps) implements Transform {
    /** Glue's separator. */
    static final String UNDERSCORE = "_";

    /** What becomes of maps. */
    public enum Maps {
        /** They are refused: their keys are no columns. */
        REFUSE,
        /** They become tables with a row for each entry. */
        PIVOT
    }

    /** Makes flat tables, the root under this name. */
    public static Relationalize relationalize(String root) {
        return new Relationalize(Optional.of(root), UNDERSCORE, Maps.REFUSE);
    }

    @Override
    public Shapes outputShapes(Shapes in) {
        var shapes = new LinkedHashMap<String, Type.Struct>();
        table(in)
                .all()
                .forEach(table -> shapes.put(table.name(), table.columns().type()));
        return new Shapes(shapes);
    }

    @Override
    public Frames apply(Frames in) {
        var root = table(in.shapes());
        var frame = in.frames().iterator().next();
        var ids = new RowId(frame.context().run());
        var made = new HashMap<String, DynamicFrame>();
        addTo(made, root, ids.number(root, frame.schema(), frame.toDF()), new Source(frame, ids));
        var tables = new LinkedHashMap<String, DynamicFrame>();
        root.all().forEach(table -> tables.put(table.name(), made.get(table.name())));
        return Frames.of(tables);
    }

    private RelationalTable table(Shapes in) {
        if (in.names().size() != 1) {
            throw new UsageException("Cannot relationalize " + in.names().size() + " frames (got "
                    + String.join(", ", in.names()) + "; expected one)");
        }
        var only = in.names().get(0);
        var nested = maps == Maps.PIVOT ? RelationalTable.Nested.PIVOT : RelationalTable.Nested.REFUSE;
        var style = new RelationalTable.Style("relationalize", separator, RelationalTable.Nested.PIVOT, nested);
        return RelationalTable.root(root.orElse(only), in.get(only), style);
    }

    /** What all tables are made from. */
    private record Source(DynamicFrame frame, RowId ids) {}

    private static void addTo(
            Map<String, DynamicFrame> tables, RelationalTable table, Dataset<Row> numbered, Source source) {
        var base = table.children().isEmpty() ? numbered : numbered.persist(StorageLevel.MEMORY_AND_DISK());
        var rows = table.columns().over(table.base(), base);
        tables.put(
                table.name(),
                source.frame().derive(table.columns().type(), rows).withName(table.name()));
        for (var child : table.children()) {
            var elements = elements(table, child, base);
            addTo(tables, child.table(), source.ids().number(child.table(), child.elements(), elements), source);
        }
    }

    /** One row for each element: the id of the row that it is in, its index, itself. */
    private static Dataset<Row> elements(RelationalTable table, RelationalTable.Child child, Dataset<Row> base) {
        var names = child.elements().names();
        return base.select(
                DynamicFrame.column(base, RelationalTable.ID),
                functions
                        .posexplode(child.collection().over(table.base(), base))
                        .as(names.subList(1, names.size()).toArray(String[]::new)));
    }

    /** Makes the transform from settings. */
    public static final class Plugin implements Factory<Transform> {
        private static final Setting<String> ROOT =
                Setting.string("root").doc("The name of the root table; default the name of the frame.");
        private static final Setting<String> SEPARATOR = Setting.string("separator")
                .defaultsTo(UNDERSCORE)
                .doc("What stands between the name of the root and the path of an array in names of tables.");
        private static final Setting<Maps> MAPS = Setting.oneOf("maps", Maps.class)
                .defaultsTo(Maps.REFUSE)
                .doc("What becomes of maps: they are refused, or become tables of id, index, key and val.");
        private static final Setting<String> STAGING_PATH = Setting.path("staging-path")
                .doc("Taken as in Glue, and not needed: nothing is staged, rows with ids are persisted by Spark.");

        @Override
        public Class<Transform> kind() {
            return Transform.class;
        }

        @Override
        public String name() {
            return "relationalize";
        }

        @Override
        public SettingsSpec settings() {
            return SettingsSpec.of(ROOT, SEPARATOR, MAPS, STAGING_PATH);
        }

        @Override
        public Transform create(Settings settings, Parts parts) {
            return new Relationalize(settings.find(ROOT), settings.get(SEPARATOR), settings.get(MAPS));
        }
    }
}
