// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms;

import com.typesafe.config.ConfigValue;
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
import dev.mastic.transforms.path.FieldLookup;
import dev.mastic.transforms.path.PathSetting;
import dev.mastic.transforms.text.CsvDialect;
import dev.mastic.transforms.text.CsvText;
import dev.mastic.transforms.text.JsonText;
import dev.mastic.transforms.text.RecordText;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Glue's {@code Unbox}: a column of texts, or of bytes, becomes a column of structs of the same name. A text that does
 * not hold exactly one record of the type makes its row a fault; null stays null. JSON values keep their JSON types
 * ({@code "220"} stays text) and all their digits, and fields without a place in the schema are passed over, as when a
 * file is read; cells of CSV are cast to the types of the schema, and an empty one is null.
 *
 * <p>With a schema nothing runs beforehand. Without one, {@code outputShape} throws {@link UnknownShapeException}, and
 * {@code apply} <em>runs a Spark job</em> that reads every text to find the type: mixed values become choices; of CSV
 * every column is text. Paths go through structs, not into arrays.
 *
 * <pre>{@code
 * { transform = unbox, path = payload, format = json, schema = "struct<id:bigint,tags:array<string>>" }
 * { transform = unbox, path = line, format = csv, options { separator = "|", with-header = true } }
 * }</pre>
 *
 * @param path the column
 * @param format how the texts are written
 * @param schema what they hold; empty to find out
 * @param dialect of CSV
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-pyspark-transforms-Unbox.html">Unbox</a>
 */
public record Unbox(ColumnPath path, Format format, Optional<Type.Struct> schema, CsvDialect dialect)
        implements FrameTransform {
    /** How texts are written. */
    public enum Format {
        JSON,
        CSV;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Reads JSON in a column; without a schema {@code apply} runs a job to find it. */
    public static Unbox unboxJson(String path, Optional<Type.Struct> schema) {
        return new Unbox(ColumnPath.parse(path), Format.JSON, schema, CsvDialect.COMMAS);
    }

    @Override
    public Type.Struct outputShape(Type.Struct in) {
        text(in);
        var type = schema.orElseThrow(() -> new UnknownShapeException("Cannot tell the fields of " + path
                + " before its texts are read (set schema to name them, such as struct<id:bigint>)"));
        return replaced(Projection.of(in), 0, text -> Value.nothing(type)).type();
    }

    @Override
    public DynamicFrame apply(DynamicFrame in) {
        var text = text(in.schema());
        var type = schema.orElseGet(() -> inferred(in, text));
        var zone = ZoneId.of(in.toDF().sparkSession().conf().get("spark.sql.session.timeZone"));
        var reader = format == Format.JSON ? new JsonText(type, zone) : new CsvText(type.names(), dialect);
        var read = new ReadColumn(in, text, reader);
        var record = read.record();
        read.refuse(
                LostValue.of(path, type, List.of(text), record),
                "its text is no " + format + " of " + TypeString.print(type));
        var typed = format == Format.JSON ? record : cast(record, type, read);
        return replaced(Projection.of(in.schema()), 0, each -> typed).over(read.frame());
    }

    private Value cast(Value cells, Type.Struct type, ReadColumn read) {
        return cells.mapFields(fields -> fields.mapValues((name, cell) -> {
            var wanted = type.field(name).orElseThrow().type();
            if (!cell.canCast(wanted)) {
                throw new UsageException("Cannot unbox " + path + ": a cell of CSV cannot become "
                        + TypeString.print(wanted) + " (column '" + name + "')");
            }
            var made = cell.tryCast(wanted);
            var lost = LostValue.of(path.child(name), wanted, List.of(cell), made);
            if (!made.equals(cell)) {
                read.refuse(lost, "a value is no " + TypeString.print(wanted));
            }
            return Optional.of(made);
        }));
    }

    private Type.Struct inferred(DynamicFrame in, Value text) {
        var written = dialect;
        RecordText.Inference csv = texts -> CsvText.observe(texts, written);
        RecordText.Inference inference = format == Format.JSON ? JsonText::observe : csv;
        return inference.typeOf(in, text);
    }

    private Value text(Type.Struct in) {
        var text = new FieldLookup(true, "Cannot unbox " + path, "the record").find(Projection.of(in), path);
        if (path.in(in).isEmpty()) {
            throw new UsageException("Cannot unbox " + path + ": it lies inside a choice (resolve the choice before)");
        } else if (text.type() != Type.Primitive.STRING && text.type() != Type.Primitive.BINARY) {
            throw new UsageException("Cannot unbox " + path + ": it is no text (got " + TypeString.print(text.type())
                    + "; expected string or binary)");
        }
        return text;
    }

    private Projection replaced(Projection fields, int step, UnaryOperator<Value> change) {
        boolean last = step == path.steps().size() - 1;
        return fields.mapValues((name, value) -> {
            if (!path.steps().get(step).equals(new ColumnPath.Name(name))) {
                return Optional.of(value);
            }
            return Optional.of(
                    last ? change.apply(value) : value.mapFields(inner -> replaced(inner, step + 1, change)));
        });
    }

    /** Makes the transform from settings. */
    public static final class Plugin implements Factory<Transform> {
        private static final Setting<ColumnPath> PATH =
                PathSetting.path("path").required().doc("The column of texts or bytes; paths go through structs.");
        private static final Setting<Format> FORMAT =
                Setting.of("format", Plugin::format).required().doc("How the texts are written: json or csv.");
        private static final Setting<Type.Struct> SCHEMA = Setting.of("schema", Plugin::record)
                .doc("What the texts hold, as struct<name:type,…>; default what is in them, which takes a job.");
        private static final Setting<CsvDialect> OPTIONS = Setting.of("options", CsvOptions::read)
                .defaultsTo(CsvDialect.COMMAS)
                .doc("Of CSV: separator, escaper, skip-first (the first line) and with-header.");

        private static Format format(ConfigValue value, String base) {
            var written = Setting.string("format").reader().read(value, base);
            if (written.equalsIgnoreCase("avro")) {
                throw new IllegalArgumentException("json or csv; avro needs spark-avro, which this room does not have");
            }
            return Setting.oneOf("format", Format.class).reader().read(value, base);
        }

        private static Type.Struct record(ConfigValue value, String base) {
            var written = Setting.string("schema").reader().read(value, base);
            if (Setting.parse("a struct<…>", written, TypeString::parse) instanceof Type.Struct record) {
                return record;
            }
            throw new IllegalArgumentException("a struct<…>");
        }

        @Override
        public Class<Transform> kind() {
            return Transform.class;
        }

        @Override
        public String name() {
            return "unbox";
        }

        @Override
        public SettingsSpec settings() {
            return SettingsSpec.of(PATH, FORMAT, SCHEMA, OPTIONS);
        }

        @Override
        public Transform create(Settings settings, Parts parts) {
            var dialect = settings.get(OPTIONS);
            if (settings.get(FORMAT) == Format.JSON && !dialect.equals(CsvDialect.COMMAS)) {
                throw new UsageException("Cannot unbox " + settings.get(PATH) + ": options are for csv (got json)");
            }
            return new Unbox(settings.get(PATH), settings.get(FORMAT), settings.find(SCHEMA), dialect);
        }
    }
}
