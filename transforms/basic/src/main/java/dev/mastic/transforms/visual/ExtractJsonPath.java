// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms.visual;

import dev.mastic.core.config.Setting;
import dev.mastic.core.config.Settings;
import dev.mastic.core.config.SettingsSpec;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.FrameTransform;
import dev.mastic.core.frame.Projection;
import dev.mastic.core.frame.Transform;
import dev.mastic.core.frame.Value;
import dev.mastic.core.plugin.Factory;
import dev.mastic.core.plugin.Parts;
import dev.mastic.core.type.ColumnPath;
import dev.mastic.core.type.Type;
import dev.mastic.transforms.path.PathSetting;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Glue Studio's "Extract JSON Path": values inside JSON texts as columns of texts. {@code { transform =
 * extract-json-path, column = payload, paths = ["$.user.id", "$.items[*].sku"], to = [user_id, skus] }}.
 *
 * <p>Paths are {@code $}, then {@code .name}, {@code ['name']}, {@code [0]} and {@code [*]}. A text comes without its
 * quotes, a number with its digits, an object or array as JSON; a path with {@code [*]} gives a JSON array of all it
 * finds. What is not there, or null, is null; of a name that stands twice the first counts. A text that is not JSON,
 * also an empty one, gives nulls, or is a fault, as {@code unfit} says; null gives nulls. A column that is not there,
 * or is no text, is refused.
 *
 * @param column a full path through structs and choices
 * @param paths what to find
 * @param to the columns, in the same order; those of these names are replaced
 * @param unfit what becomes of a text that is not JSON
 */
public record ExtractJsonPath(ColumnPath column, List<String> paths, List<ColumnPath> to, Unfit unfit)
        implements FrameTransform {
    public ExtractJsonPath {
        paths = List.copyOf(paths);
        to = List.copyOf(to);
        paths.forEach(JsonPath::parse);
        if (paths.size() != to.size()) {
            throw new UsageException("Cannot extract from '" + column + "': each path needs a column (got " + paths
                    + " and " + to + ")");
        }
    }

    /** Extracts the value at one path; null where a text is not JSON. */
    public static ExtractJsonPath extractJsonPath(String column, String path, String to) {
        return new ExtractJsonPath(ColumnPath.parse(column), List.of(path), List.of(ColumnPath.parse(to)), Unfit.NULL);
    }

    @Override
    public Type.Struct outputShape(Type.Struct in) {
        return output(in, values(in)).type();
    }

    @Override
    public DynamicFrame apply(DynamicFrame in) {
        var type = in.schema();
        var source = columns(type).text(column);
        var reading = new Unfit.Reading(column, source, values(type), "is not JSON");
        return unfit.over(in, reading, values -> output(type, values));
    }

    private Projection output(Type.Struct in, Value values) {
        var each = values.fields().orElseThrow().members().stream()
                .map(Projection.Member::value)
                .toList();
        return columns(in).putAll(to, each).fields();
    }

    private Columns columns(Type.Struct in) {
        return Columns.of("Cannot extract from '" + column + "'", in);
    }

    private Value values(Type.Struct in) {
        var type = new Type.Struct(IntStream.rangeClosed(1, paths.size())
                .mapToObj(i -> new Type.Field("_" + i, Type.Primitive.STRING))
                .toList());
        var function = new JsonPaths(paths.stream().map(JsonPath::parse).toList());
        return Computed.by(type, function, "values", columns(in).text(column));
    }

    /** Makes the transform from settings. */
    public static final class Plugin implements Factory<Transform> {
        private static final Setting<ColumnPath> COLUMN =
                PathSetting.path("column").required().doc("The column with the JSON texts, as a full column path.");
        private static final Setting<List<String>> PATHS =
                Setting.strings("paths").required().doc("What to find, such as `$.user.id` and `$.items[*].sku`.");
        private static final Setting<List<ColumnPath>> TO =
                PathSetting.paths("to").required().doc("The new columns, one for each path.");
        private static final Setting<Unfit> UNFIT = Unfit.setting()
                .defaultsTo(Unfit.NULL)
                .doc("What becomes of a text that is not JSON: `null`, or its row is a `fault`.");

        @Override
        public Class<Transform> kind() {
            return Transform.class;
        }

        @Override
        public String name() {
            return "extract-json-path";
        }

        @Override
        public SettingsSpec settings() {
            return SettingsSpec.of(COLUMN, PATHS, TO, UNFIT);
        }

        @Override
        public Transform create(Settings settings, Parts parts) {
            return new ExtractJsonPath(
                    settings.get(COLUMN), settings.get(PATHS), settings.get(TO), settings.get(UNFIT));
        }
    }
}
