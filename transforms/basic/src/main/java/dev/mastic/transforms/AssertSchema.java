// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms;

import dev.mastic.core.config.Setting;
import dev.mastic.core.config.Settings;
import dev.mastic.core.config.SettingsSpec;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.FrameTransform;
import dev.mastic.core.frame.Projection;
import dev.mastic.core.frame.Transform;
import dev.mastic.core.frame.Value;
import dev.mastic.core.io.SchemaChange;
import dev.mastic.core.plugin.Factory;
import dev.mastic.core.plugin.Parts;
import dev.mastic.core.type.Type;
import dev.mastic.core.type.TypeString;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.apache.spark.sql.catalyst.plans.logical.Filter;
import org.apache.spark.sql.catalyst.plans.logical.LeafNode;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.catalyst.plans.logical.SubqueryAlias;
import org.apache.spark.sql.catalyst.plans.logical.Union;
import scala.collection.JavaConverters;

/**
 * The rows in the columns that are expected, in their order, and what becomes of changes:
 *
 * <pre>{@code
 * { transform = assert-schema, schema = "id bigint, name string", on-change = rescue }
 * }</pre>
 *
 * <ul>
 *   <li>{@code freeze}: other columns, missing ones and other types are refused, all differences at once.
 *   <li>{@code evolve}: columns that are not expected go to the end, also those inside structs; missing ones are null; other types are
 *       refused, all at once.
 *   <li>{@code rescue}: nothing is refused. Columns that are not expected, and values that do not fit the expected type, are kept as JSON in
 *       one more column: {@code {"field": value, …, "_file": path}}, null where there are none. Of a struct or an array of which a part does
 *       not fit, the column has the parts that do, and the rescued text the whole. The path is there if the rows come straight from files;
 *       conditions of later steps then no longer reach the files.
 * </ul>
 *
 * <p>A value fits if it comes back the same from the expected type: 5 is a text, {@code "5"} a number, 5.5 no whole number; a choice fits if
 * the branch that is set does. Null fits every type, as does a column of type null. Names must match exactly. Lazy; differences are found
 * from types, without data.
 *
 * @param schema the columns that are expected
 * @param rescuedColumn the name of the column of rescued values
 */
public record AssertSchema(Type.Struct schema, SchemaChange onChange, String rescuedColumn) implements FrameTransform {
    private static final String FAILURE = "Cannot assert the schema";
    private static final List<Class<? extends LogicalPlan>> STRAIGHT =
            List.of(Project.class, Filter.class, SubqueryAlias.class, Union.class);

    /**
     * With these columns.
     *
     * @throws UsageException if there is none, or the rescued column has the name of one
     */
    public AssertSchema {
        if (schema.fields().isEmpty()) {
            throw new UsageException(FAILURE + ": it has no columns");
        } else if (onChange == SchemaChange.RESCUE && schema.indexOf(rescuedColumn) >= 0) {
            throw new UsageException(
                    FAILURE + ": it has a column '" + rescuedColumn + "' already (set rescued-column to another name)");
        }
    }

    /** Refuses everything but these columns, such as {@code "id bigint, name string"}. */
    public static AssertSchema assertSchema(String schema) {
        return new AssertSchema(TypeString.parseRow(schema), SchemaChange.FREEZE, SchemaChange.RESCUED);
    }

    @Override
    public Type.Struct outputShape(Type.Struct in) {
        return output(in, false).type();
    }

    @Override
    public DynamicFrame apply(DynamicFrame in) {
        return output(
                        in.schema(),
                        onChange == SchemaChange.RESCUE
                                && isOfFiles(in.toDF().queryExecution().analyzed()))
                .over(in);
    }

    private Projection output(Type.Struct in, boolean hasFile) {
        return switch (onChange) {
            case FREEZE -> {
                refuse(new SchemaDifferences(false, false).of(schema, in));
                yield Projection.of(in).widen(schema);
            }
            case EVOLVE -> {
                refuse(new SchemaDifferences(true, true).of(schema, in));
                yield Projection.of(in).widen((Type.Struct) evolved(schema, in));
            }
            case RESCUE -> rescued(Projection.of(in), hasFile);
        };
    }

    private static void refuse(List<String> differences) {
        if (!differences.isEmpty()) {
            throw new UsageException(FAILURE + ": " + String.join("; ", differences));
        }
    }

    private static Type evolved(Type expected, Type got) {
        if (expected instanceof Type.Struct struct && got instanceof Type.Struct more) {
            var fields = new ArrayList<Type.Field>();
            struct.fields()
                    .forEach(field -> fields.add(new Type.Field(
                            field.name(),
                            more.field(field.name())
                                    .map(other -> evolved(field.type(), other.type()))
                                    .orElse(field.type()))));
            more.fields().stream()
                    .filter(field -> struct.indexOf(field.name()) < 0)
                    .forEach(fields::add);
            return new Type.Struct(fields);
        } else if (expected instanceof Type.Array array && got instanceof Type.Array elements) {
            return new Type.Array(evolved(array.element(), elements.element()));
        }
        return expected;
    }

    private Projection rescued(Projection fields, boolean hasFile) {
        if (fields.find(rescuedColumn).isPresent()) {
            throw new UsageException(FAILURE + ": there is a column '" + rescuedColumn
                    + "' already (set rescued-column to another name)");
        }
        var members = new ArrayList<Projection.Member>();
        var lost = new LinkedHashMap<String, Value>();
        for (var field : schema.fields()) {
            var value = fields.find(field.name());
            var fitted = value.map(there -> Fitted.of(there, field.type()));
            members.add(new Projection.Member(
                    field.name(), fitted.map(Fitted::value).orElseGet(() -> Value.nothing(field.type()))));
            fitted.flatMap(Fitted::lost).ifPresent(condition -> lost.put(field.name(), condition));
        }
        fields.members().stream()
                .filter(member -> schema.indexOf(member.name()) < 0)
                .forEach(member -> lost.put(member.name(), Fitted.isSet(member.value())));
        members.add(new Projection.Member(rescuedColumn, new Rescue(hasFile).text(fields, lost)));
        return new Projection(members);
    }

    /** Spark knows the file of a row only as long as no other rows are read with it. */
    private static boolean isOfFiles(LogicalPlan plan) {
        return plan instanceof LeafNode
                || (STRAIGHT.stream().anyMatch(kind -> kind.isInstance(plan))
                        && JavaConverters.seqAsJavaList(plan.children()).stream()
                                .allMatch(AssertSchema::isOfFiles));
    }

    /** Makes the transform from settings. */
    public static final class Plugin implements Factory<Transform> {
        private static final Setting<Type.Struct> SCHEMA = Setting.parsed(
                        "schema", "columns and their types", TypeString::parseRow)
                .required()
                .doc("The columns, such as `id bigint, name string`, or a whole `struct<…>`.");
        private static final Setting<SchemaChange> ON_CHANGE = Setting.oneOf("on-change", SchemaChange.class)
                .defaultsTo(SchemaChange.FREEZE)
                .doc(
                        "What becomes of other columns and types: `freeze` refuses, `evolve` lets more columns pass, `rescue` keeps them as JSON.");
        private static final Setting<String> RESCUED_COLUMN = Setting.string("rescued-column")
                .defaultsTo(SchemaChange.RESCUED)
                .doc("The column of rescued values.");

        @Override
        public Class<Transform> kind() {
            return Transform.class;
        }

        @Override
        public String name() {
            return "assert-schema";
        }

        @Override
        public SettingsSpec settings() {
            return SettingsSpec.of(SCHEMA, ON_CHANGE, RESCUED_COLUMN);
        }

        @Override
        public Transform create(Settings settings, Parts parts) {
            return new AssertSchema(settings.get(SCHEMA), settings.get(ON_CHANGE), settings.get(RESCUED_COLUMN));
        }
    }
}
