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
import org.apache.spark.api.java.function.FlatMapFunction;

/**
 * The records, none or several, that a function of the user's own makes of each record. All that it makes of one record is held at once; if
 * one of them does not fit the output type, or the function fails, the input record is a fault and none of them comes out. Lazy. (What Glue
 * calls FlatMap is a transform of collections: {@code flat-map-collection}.)
 *
 * <pre>{@code
 * { transform = flat-map, class = "com.example.Lines", type = "struct<id:int,line:string>" }
 * }</pre>
 *
 * @param function what is called with each record
 * @param type of the output records; empty for that of the input
 */
public record FlatMapRecords(FlatMapFunction<DynamicRecord, DynamicRecord> function, Optional<Type.Struct> type)
        implements FrameTransform {
    /** Makes records of the same type. */
    public static FlatMapRecords flatMapRecords(FlatMapFunction<DynamicRecord, DynamicRecord> function) {
        return new FlatMapRecords(function, Optional.empty());
    }

    @Override
    public Type.Struct outputShape(Type.Struct in) {
        return type.orElse(in);
    }

    @Override
    public DynamicFrame apply(DynamicFrame in) {
        return in.flatMap(function, outputShape(in.schema()));
    }

    /** Makes the transform from settings. */
    public static final class Plugin implements Factory<Transform> {
        private static final Setting<String> CLASS = UserClass.CLASS
                .required()
                .doc("A class on the class path that implements FlatMapFunction over DynamicRecord.");
        private static final Setting<Type.Struct> TYPE = RecordTypeSetting.ofOutput();

        @Override
        public Class<Transform> kind() {
            return Transform.class;
        }

        @Override
        public String name() {
            return "flat-map";
        }

        @Override
        public SettingsSpec settings() {
            return SettingsSpec.of(CLASS, TYPE);
        }

        @Override
        @SuppressWarnings("unchecked") // what the function takes is not known at run time
        public Transform create(Settings settings, Parts parts) {
            FlatMapFunction<DynamicRecord, DynamicRecord> function = UserClass.make(settings, FlatMapFunction.class);
            return new FlatMapRecords(function, settings.find(TYPE));
        }
    }
}
