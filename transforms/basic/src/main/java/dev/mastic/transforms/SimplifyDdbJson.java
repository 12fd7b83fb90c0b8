// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms;

import dev.mastic.core.config.Setting;
import dev.mastic.core.config.Settings;
import dev.mastic.core.config.SettingsSpec;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.FrameTransform;
import dev.mastic.core.frame.Transform;
import dev.mastic.core.plugin.Factory;
import dev.mastic.core.plugin.Parts;
import dev.mastic.core.type.Type;
import dev.mastic.core.type.TypeString;

/**
 * Glue's {@code simplify_ddb_json}: plain values instead of DynamoDB's typed ones. {@code S} and {@code BOOL} are taken
 * out, {@code N} becomes a number, {@code B} bytes, {@code NULL} null, {@code M} a struct (a map where it was read as
 * one), {@code L} and the sets arrays, at every depth. The attributes of a column {@code Item} come to the top. An
 * attribute that has several types becomes a choice; where two of them have the same type name in different types, such
 * as lists of different elements, it stays as it is. What is not DynamoDB's JSON stays.
 *
 * <p>A number that the type for numbers cannot hold exactly, and bytes that are no base64, make their row a fault. Two
 * columns of one name are refused. Null stays null. Lazy.
 *
 * <pre>{@code
 * { transform = simplify-ddb-json, numbers = "decimal(38,2)" }
 * }</pre>
 *
 * @param numbers the type of {@code N}: a number, or string to leave them as they are written
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-pyspark-extensions-dynamic-frame.html">simplify_ddb_json</a>
 */
public record SimplifyDdbJson(Type numbers) implements FrameTransform {
    /** Numbers of DynamoDB have up to 38 digits; this takes 20 before and 18 after the point. */
    static final Type EXACT = new Type.Decimal(Type.Decimal.MAX_PRECISION, 18);

    /** @throws UsageException if the type is neither a number nor string */
    public SimplifyDdbJson {
        if (!DdbType.isNumber(numbers)) {
            throw new UsageException("Cannot simplify numbers to " + TypeString.print(numbers)
                    + ": it is no number (expected a type such as bigint, double or decimal(38,2), or string)");
        }
    }

    /** Simplifies DynamoDB's JSON, numbers as {@code decimal(38,18)}. */
    public static SimplifyDdbJson simplifyDdbJson() {
        return new SimplifyDdbJson(EXACT);
    }

    @Override
    public Type.Struct outputShape(Type.Struct in) {
        return new SimplifiedDdb(numbers, in).fields().type();
    }

    @Override
    public DynamicFrame apply(DynamicFrame in) {
        var simplified = new SimplifiedDdb(numbers, in.schema());
        return simplified.fields().over(LostValue.refuse(in, simplified.lost()));
    }

    /** Makes the transform from settings. */
    public static final class Plugin implements Factory<Transform> {
        private static final Setting<Type> NUMBERS = Setting.parsed("numbers", "a type", TypeString::parse)
                .defaultsTo(EXACT)
                .doc("The type of numbers; one that it cannot hold exactly makes its row a fault. With string they stay"
                        + " texts.");

        @Override
        public Class<Transform> kind() {
            return Transform.class;
        }

        @Override
        public String name() {
            return "simplify-ddb-json";
        }

        @Override
        public SettingsSpec settings() {
            return SettingsSpec.of(NUMBERS);
        }

        @Override
        public Transform create(Settings settings, Parts parts) {
            return new SimplifyDdbJson(settings.get(NUMBERS));
        }
    }
}
