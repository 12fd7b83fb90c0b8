// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms;

import dev.mastic.core.config.Setting;
import dev.mastic.core.config.Settings;
import dev.mastic.core.config.SettingsSpec;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.DynamicRecord;
import dev.mastic.core.frame.FrameTransform;
import dev.mastic.core.frame.Transform;
import dev.mastic.core.plugin.Factory;
import dev.mastic.core.plugin.Parts;
import dev.mastic.core.type.Type;
import java.util.Optional;
import org.apache.spark.api.java.function.MapFunction;

/**
 * Glue's {@code Map}: what a function of the user's own makes of each record. A record for which it throws or returns null, or whose result
 * does not fit the output type, is a fault. Nulls and mixed values come to the function as they are. Lazy.
 *
 * <pre>{@code
 * { transform = map, class = "com.example.Greet", type = "struct<id:int,greeting:string>" }
 * }</pre>
 *
 * @param function what is called with each record
 * @param type of the output records; empty for that of the input
 * @see DynamicFrame#map(MapFunction, Type.Struct)
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-pyspark-transforms-map.html">Map</a>
 */
public record MapRecords(MapFunction<DynamicRecord, DynamicRecord> function, Optional<Type.Struct> type)
        implements FrameTransform {
    /** Maps records to records of the same type. */
    public static MapRecords mapRecords(MapFunction<DynamicRecord, DynamicRecord> function) {
        return new MapRecords(function, Optional.empty());
    }

    @Override
    public Type.Struct outputShape(Type.Struct in) {
        return type.orElse(in);
    }

    @Override
    public DynamicFrame apply(DynamicFrame in) {
        return in.map(function, outputShape(in.schema()));
    }

    /** Makes the transform from settings. */
    public static final class Plugin implements Factory<Transform> {
        private static final Setting<String> CLASS = UserClass.CLASS
                .required()
                .doc("A class on the class path that implements MapFunction over DynamicRecord.");
        private static final Setting<Type.Struct> TYPE = RecordTypeSetting.ofOutput();

        @Override
        public Class<Transform> kind() {
            return Transform.class;
        }

        @Override
        public String name() {
            return "map";
        }

        @Override
        public SettingsSpec settings() {
            return SettingsSpec.of(CLASS, TYPE);
        }

        @Override
        @SuppressWarnings("unchecked") // what the function takes is not known at run time
        public Transform create(Settings settings, Parts parts) {
            MapFunction<DynamicRecord, DynamicRecord> function = UserClass.make(settings, MapFunction.class);
            return new MapRecords(function, settings.find(TYPE));
        }
    }
}
