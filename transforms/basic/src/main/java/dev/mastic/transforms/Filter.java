// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms;

import dev.mastic.core.config.Setting;
import dev.mastic.core.config.Settings;
import dev.mastic.core.config.SettingsSpec;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.DynamicRecord;
import dev.mastic.core.frame.FrameTransform;
import dev.mastic.core.frame.Transform;
import dev.mastic.core.frame.Value;
import dev.mastic.core.plugin.Factory;
import dev.mastic.core.plugin.Parts;
import dev.mastic.core.type.Type;
import dev.mastic.transforms.sql.SqlExpression;
import java.util.Optional;
import org.apache.spark.api.java.function.FilterFunction;

/**
 * Glue's {@code Filter}: the records that hold a condition. In SQL, null counts as false, choices are compared by their branches ({@code
 * id.long > 5}), and Spark pushes the condition down to the source where it can. With a function of the user's own, a record for which it
 * throws is a fault, whatever the exception. Lazy.
 *
 * <pre>{@code
 * { transform = filter, condition = "age >= 18 and country = 'CH'" }
 * { transform = filter, class = "com.example.IsAdult" }
 * }</pre>
 *
 * @param condition in SQL
 * @param function what is called with each record; exactly one of the two is set
 * @see DynamicFrame#filter(FilterFunction)
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-pyspark-transforms-filter.html">Filter</a>
 */
public record Filter(Optional<String> condition, Optional<FilterFunction<DynamicRecord>> function)
        implements FrameTransform {
    public Filter {
        if (condition.isPresent() == function.isPresent()) {
            throw new UsageException("Cannot filter: what to keep is not clear (expected either condition or class)");
        }
    }

    /** Keeps the records that hold a condition in SQL. */
    public static Filter filter(String condition) {
        return new Filter(Optional.of(condition), Optional.empty());
    }

    /** Keeps the records for which a function says true. */
    public static Filter filter(FilterFunction<DynamicRecord> function) {
        return new Filter(Optional.empty(), Optional.of(function));
    }

    @Override
    public Type.Struct outputShape(Type.Struct in) {
        condition.ifPresent(text -> holds(text, in));
        return in;
    }

    @Override
    public DynamicFrame apply(DynamicFrame in) {
        return condition
                .map(text -> in.derive(
                        in.schema(), in.toDF().filter(holds(text, in.schema()).over(in.schema(), in.toDF()))))
                .orElseGet(() -> in.filter(function.orElseThrow()));
    }

    private static Value holds(String condition, Type.Struct in) {
        return new SqlExpression("Cannot filter by '" + condition + "'", condition).condition(in);
    }

    /** Makes the transform from settings. */
    public static final class Plugin implements Factory<Transform> {
        private static final Setting<String> CONDITION =
                Setting.string("condition").doc("A condition in SQL over the columns; null counts as false.");
        private static final Setting<String> CLASS =
                UserClass.CLASS.doc("A class on the class path that implements FilterFunction over DynamicRecord.");

        @Override
        public Class<Transform> kind() {
            return Transform.class;
        }

        @Override
        public String name() {
            return "filter";
        }

        @Override
        public SettingsSpec settings() {
            return SettingsSpec.of(CONDITION, CLASS);
        }

        @Override
        public Transform create(Settings settings, Parts parts) {
            return new Filter(settings.find(CONDITION), settings.find(CLASS).map(name -> function(settings)));
        }

        @SuppressWarnings("unchecked") // what the function takes is not known at run time
        private static FilterFunction<DynamicRecord> function(Settings settings) {
            return UserClass.make(settings, FilterFunction.class);
        }
    }
}
