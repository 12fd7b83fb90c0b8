// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms;

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
import dev.mastic.core.type.Type;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * Glue's {@code unnest_ddb_json}: DynamoDB's JSON without its type names, one column for each attribute. The attributes
 * of a column {@code Item} come to the top; those of a map {@code M}, and of other structs of attributes, become columns
 * with dotted names. Values stay as they are written: numbers are texts, lists stay arrays of attributes. An attribute
 * that has several types gives a column for each ({@code price.N}, {@code price.S}). What is not DynamoDB's JSON stays.
 * Two columns of one name are refused. Lazy. {@link SimplifyDdbJson} goes further.
 *
 * <pre>{@code
 * { transform = unnest-ddb-json }
 * }</pre>
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-pyspark-extensions-dynamic-frame.html">unnest_ddb_json</a>
 */
public record UnnestDdbJson() implements FrameTransform {
    /** Unnests DynamoDB's JSON. */
    public static UnnestDdbJson unnestDdbJson() {
        return new UnnestDdbJson();
    }

    @Override
    public Type.Struct outputShape(Type.Struct in) {
        return flat(in).type();
    }

    @Override
    public DynamicFrame apply(DynamicFrame in) {
        return flat(in.schema()).over(in);
    }

    private static Projection flat(Type.Struct in) {
        var columns = new ArrayList<Projection.Member>();
        DdbType.unwrapped(in).forEach(member -> add(columns, member.name(), member.value()));
        return unique("unnest", columns);
    }

    static Projection unique(String verb, List<Projection.Member> columns) {
        var names = new HashSet<String>();
        for (var column : columns) {
            if (!names.add(column.name())) {
                throw new UsageException("Cannot " + verb + " DynamoDB's JSON: two columns would be called '"
                        + column.name() + "' (rename one of the fields before)");
            }
        }
        return new Projection(columns);
    }

    private static void add(List<Projection.Member> columns, String name, Value value) {
        var attribute = DdbType.attribute(value);
        if (attribute.isPresent()) {
            var types = attribute.get().members();
            types.forEach(type -> addTyped(columns, types.size() == 1 ? name : name + "." + type.name(), type));
        } else if (DdbType.isRecord(value.type())) {
            addFields(columns, name, value);
        } else {
            columns.add(new Projection.Member(name, value));
        }
    }

    private static void addTyped(List<Projection.Member> columns, String name, Projection.Member typed) {
        if (typed.value().type() instanceof Type.Struct) {
            addFields(columns, name, typed.value());
        } else {
            columns.add(new Projection.Member(name, typed.value()));
        }
    }

    private static void addFields(List<Projection.Member> columns, String name, Value struct) {
        struct.fields()
                .orElseThrow()
                .members()
                .forEach(field -> add(columns, name + "." + field.name(), field.value()));
    }

    /** Makes the transform from settings. */
    public static final class Plugin implements Factory<Transform> {
        @Override
        public Class<Transform> kind() {
            return Transform.class;
        }

        @Override
        public String name() {
            return "unnest-ddb-json";
        }

        @Override
        public SettingsSpec settings() {
            return SettingsSpec.of();
        }

        @Override
        public Transform create(Settings settings, Parts parts) {
            return new UnnestDdbJson();
        }
    }
}
