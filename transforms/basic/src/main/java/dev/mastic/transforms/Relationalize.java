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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.storage.StorageLevel;

/**
 * Glue's {@code Relationalize}: a nested frame as flat tables, the root and one for each array. Structs, and the
 * branches of choices, become columns with dotted names. An array becomes a long id, null where it is null or empty,
 * and a table {@code <root>_<path>} with that {@code id}, the {@code index} from 0, and {@code val}, or {@code
 * <path>.val.<field>} for structs; arrays inside become tables of their own. Maps are refused.
 *
 * <p>Ids differ between the rows of a run and between the runs of a job: they begin with the run's token. Parents and
 * children are computed in different Spark jobs, so the rows with their ids are persisted (memory, then disk) when the
 * first of them is computed, and stay so until the session ends or its cache is cleared. A lost block is computed
 * again: its ids agree as long as its input gives the same rows in the same order, as files and bookmarked slices do.
 *
 * @param root the name of the root table; empty for the frame's own
 * @see <a
 *     href="https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-pyspark-transforms-Relationalize.html">Relationalize</a>
 */
public record Relationalize(Optional<String> root) implements Transform {
    /** Makes flat tables, the root under this name. */
    public static Relationalize relationalize(String root) {
        return new Relationalize(Optional.of(root));
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
        var tables = new LinkedHashMap<String, DynamicFrame>();
        addTo(tables, root, base(root, frame.schema(), frame.toDF(), ids), new Source(frame, ids));
        return Frames.of(tables);
    }

    private RelationalTable table(Shapes in) {
        if (in.names().size() != 1) {
            throw new UsageException("Cannot relationalize " + in.names().size() + " frames (got "
                    + String.join(", ", in.names()) + "; expected one)");
        }
        var only = in.names().get(0);
        return RelationalTable.root(root.orElse(only), in.get(only));
    }

    /** What all tables are made from. */
    private record Source(DynamicFrame frame, RowId ids) {}

    private static void addTo(
            Map<String, DynamicFrame> tables, RelationalTable table, Dataset<Row> base, Source source) {
        var rows = table.columns().over(table.base(), base);
        tables.put(
                table.name(),
                source.frame().derive(table.columns().type(), rows).withName(table.name()));
        for (var child : table.children()) {
            var elements = elements(table, child, base);
            var type = elementsType(child);
            addTo(tables, child.table(), base(child.table(), type, elements, source.ids()), source);
        }
    }

    /** One row for each element: the id of the row that it is in, its index, itself. */
    private static Dataset<Row> elements(RelationalTable table, RelationalTable.Child child, Dataset<Row> base) {
        var columns = table.base().names().stream()
                .map(name -> DynamicFrame.column(base, name).expr())
                .toList();
        var array = new Column(child.array().expression().apply(columns));
        return base.select(
                DynamicFrame.column(base, RelationalTable.ID),
                functions.posexplode(array).as(new String[] {RelationalTable.INDEX, RelationalTable.VAL}));
    }

    private static Type.Struct elementsType(RelationalTable.Child child) {
        var element = ((Type.Array) child.array().type()).element();
        return Type.Struct.of(
                new Type.Field(RelationalTable.ID, Type.Primitive.LONG),
                new Type.Field(RelationalTable.INDEX, Type.Primitive.INT),
                new Type.Field(RelationalTable.VAL, element));
    }

    /** The rows of a table under the names of its base, with their ids; persisted if other tables refer to them. */
    private static Dataset<Row> base(RelationalTable table, Type.Struct type, Dataset<Row> rows, RowId ids) {
        boolean hasChildren = !table.children().isEmpty();
        var numbered = new ArrayList<Column>();
        var names = type.names();
        for (int i = 0; i < names.size(); i++) {
            numbered.add(DynamicFrame.column(rows, names.get(i))
                    .as(table.base().names().get(i)));
        }
        numbered.add((hasChildren
                        ? functions.monotonically_increasing_id()
                        : functions.lit(null).cast("long"))
                .as(RelationalTable.ID));
        var base = rows.select(numbered.toArray(Column[]::new));
        return hasChildren
                ? base.withColumn(RelationalTable.ID, ids.of(DynamicFrame.column(base, RelationalTable.ID)))
                        .persist(StorageLevel.MEMORY_AND_DISK())
                : base;
    }

    /** Makes the transform from settings. */
    public static final class Plugin implements Factory<Transform> {
        private static final Setting<String> ROOT =
                Setting.string("root").doc("The name of the root table; default the name of the frame.");

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
            return SettingsSpec.of(ROOT);
        }

        @Override
        public Transform create(Settings settings, Parts parts) {
            return new Relationalize(settings.find(ROOT));
        }
    }
}
