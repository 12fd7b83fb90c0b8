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
import dev.mastic.core.frame.UnknownShapeException;
import dev.mastic.core.frame.Value;
import dev.mastic.core.plugin.Factory;
import dev.mastic.core.plugin.Parts;
import dev.mastic.core.type.ColumnPath;
import dev.mastic.core.type.Type;
import dev.mastic.core.type.TypeString;
import dev.mastic.transforms.path.PathSetting;
import dev.mastic.transforms.text.JsonText;
import dev.mastic.transforms.text.RecordText;
import java.time.ZoneId;
import java.util.Optional;

/**
 * Glue Studio's "Parse JSON Column": JSON objects in texts as structs. {@code { transform = parse-json-column, column =
 * payload, schema = "struct<id:bigint,tags:array<string>>", to = event }}.
 *
 * <p>Values keep their JSON types and all their digits; fields without a place in the schema are passed over. A text
 * that does not hold exactly one object of the type, with every value of its type, becomes null, or its row a fault, as
 * {@code unfit} says; null stays null. With a schema nothing runs beforehand; without one, {@code outputShape} throws
 * {@link UnknownShapeException}, and {@code apply} <em>runs a Spark job</em> that reads every text to find the type:
 * mixed values become choices. A column that is not there, or is no text, is refused.
 *
 * @param column a full path through structs
 * @param schema what the texts hold; empty to find out
 * @param to where the structs go; empty for the column's own place. A column of this name is replaced
 * @param unfit what becomes of a text that is no such object
 */
public record ParseJsonColumn(ColumnPath column, Optional<Type.Struct> schema, Optional<ColumnPath> to, Unfit unfit)
        implements FrameTransform {
    /** Parses a column in place; null where a text is no such object. */
    public static ParseJsonColumn parseJsonColumn(String column, Type.Struct schema) {
        return new ParseJsonColumn(ColumnPath.parse(column), Optional.of(schema), Optional.empty(), Unfit.NULL);
    }

    @Override
    public Type.Struct outputShape(Type.Struct in) {
        columns(in).text(column);
        var type = schema.orElseThrow(() -> new UnknownShapeException("Cannot tell the fields of '" + column
                + "' before its texts are read (set schema to name them, such as struct<id:bigint>)"));
        return output(in, Value.nothing(type)).type();
    }

    @Override
    public DynamicFrame apply(DynamicFrame in) {
        var text = columns(in.schema()).text(column);
        var type = schema.orElseGet(() -> ((RecordText.Inference) JsonText::observe).typeOf(in, text));
        var zone = ZoneId.of(in.toDF().sparkSession().conf().get("spark.sql.session.timeZone"));
        var reading = new Unfit.Reading(
                column, text, new JsonText(type, zone).of(text), "is no JSON of " + TypeString.print(type));
        return unfit.over(in, reading, object -> output(in.schema(), object));
    }

    private Projection output(Type.Struct in, Value object) {
        return columns(in).put(to.orElse(column), object).fields();
    }

    private Columns columns(Type.Struct in) {
        return Columns.of("Cannot parse '" + column + "'", in);
    }

    /** Makes the transform from settings. */
    public static final class Plugin implements Factory<Transform> {
        private static final Setting<ColumnPath> COLUMN =
                PathSetting.path("column").required().doc("The column with the JSON texts, as a full column path.");
        private static final Setting<Type.Struct> SCHEMA = Setting.parsed("schema", "a struct<…>", Plugin::struct)
                .doc("What the texts hold, as struct<name:type,…>; default what is in them, which takes a job.");
        private static final Setting<ColumnPath> TO =
                PathSetting.path("to").doc("Where the structs go; default the column itself.");
        private static final Setting<Unfit> UNFIT = Unfit.setting()
                .defaultsTo(Unfit.NULL)
                .doc("What becomes of a text that is no such object: `null`, or its row is a `fault`.");

        private static Type.Struct struct(String text) {
            if (TypeString.parse(text) instanceof Type.Struct struct) {
                return struct;
            }
            throw new UsageException("Cannot read '" + text + "' as the type of an object");
        }

        @Override
        public Class<Transform> kind() {
            return Transform.class;
        }

        @Override
        public String name() {
            return "parse-json-column";
        }

        @Override
        public SettingsSpec settings() {
            return SettingsSpec.of(COLUMN, SCHEMA, TO, UNFIT);
        }

        @Override
        public Transform create(Settings settings, Parts parts) {
            return new ParseJsonColumn(
                    settings.get(COLUMN), settings.find(SCHEMA), settings.find(TO), settings.get(UNFIT));
        }
    }
}
