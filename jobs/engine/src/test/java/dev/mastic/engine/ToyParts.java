// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.engine;

import dev.mastic.core.SessionParts;
import dev.mastic.core.bookmark.Advance;
import dev.mastic.core.bookmark.Bounds;
import dev.mastic.core.bookmark.FileItem;
import dev.mastic.core.bookmark.Items;
import dev.mastic.core.bookmark.Output;
import dev.mastic.core.bookmark.Run;
import dev.mastic.core.bookmark.Slice;
import dev.mastic.core.config.Setting;
import dev.mastic.core.config.Settings;
import dev.mastic.core.config.SettingsSpec;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.FrameContext;
import dev.mastic.core.frame.FrameTransform;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.frame.LazySpark;
import dev.mastic.core.frame.Shapes;
import dev.mastic.core.frame.Transform;
import dev.mastic.core.frame.UnknownShapeException;
import dev.mastic.core.io.Found;
import dev.mastic.core.io.Sink;
import dev.mastic.core.io.SinkCapability;
import dev.mastic.core.io.Source;
import dev.mastic.core.io.Staged;
import dev.mastic.core.plugin.Factory;
import dev.mastic.core.plugin.Parts;
import dev.mastic.core.plugin.Registry;
import dev.mastic.core.type.Type;
import dev.mastic.core.type.TypeString;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.apache.hadoop.conf.Configuration;

/** Small extensions for checks of job files: nothing here reads or writes. */
final class ToyParts {
    private static final Setting<String> RECORDS = Setting.string("records").required();
    private static final Setting<String> PLACE = Setting.path("place").required();
    private static final Setting<String> COLUMN = Setting.string("column").required();

    private ToyParts() {}

    static Parts parts() {
        var registry = Registry.of(List.of(
                new Toy<>(Source.class, "records", SettingsSpec.of(RECORDS), (s, p) -> new Records(s.get(RECORDS))),
                new Toy<>(Sink.class, "place", SettingsSpec.of(PLACE), (s, p) -> new NoSink()),
                new Toy<>(Transform.class, "needs", SettingsSpec.of(COLUMN), (s, p) -> new Needs(s.get(COLUMN))),
                new Toy<>(Transform.class, "pivoted", SettingsSpec.of(), (s, p) -> new Pivoted()),
                new Toy<>(Transform.class, "pair", SettingsSpec.of(), (s, p) -> new Pair())));
        return new SessionParts(registry, Map.of(), new Configuration(false));
    }

    private record Toy<T>(Class<T> kind, String name, SettingsSpec settings, BiFunction<Settings, Parts, T> make)
            implements Factory<T> {
        @Override
        public T create(Settings written, Parts parts) {
            return make.apply(written, parts);
        }
    }

    /** A source of rows of a type; {@code gone} stands for a table that is not there. */
    private record Records(String type) implements Source {
        @Override
        public Slice slice(String name, Bounds bounds) {
            if (type.equals("gone")) {
                throw new UsageException("No such table: 'gone'");
            }
            var file = new FileItem("/data/" + name, 1, 1, Optional.empty(), List.of());
            return Slice.of(name, new Items.Files(List.of(file)), new Advance.Files());
        }

        @Override
        public Type.Struct shape(Slice slice) {
            return (Type.Struct) TypeString.parse(type);
        }

        @Override
        public DynamicFrame read(LazySpark spark, Slice slice, FrameContext context) {
            throw new AssertionError("A check reads no rows");
        }
    }

    private record NoSink() implements Sink {
        @Override
        public Set<SinkCapability> capabilities() {
            return Set.of(SinkCapability.APPEND);
        }

        @Override
        public Optional<Run> latest(String job) {
            return Optional.empty();
        }

        @Override
        public Staged stage(Frames in, Output output) {
            throw new AssertionError("A check stages nothing");
        }

        @Override
        public Found find(Output output) {
            return new Found.Absent();
        }

        @Override
        public void discard(Output output) {
            throw new AssertionError("A check discards nothing");
        }
    }

    private record Needs(String column) implements FrameTransform {
        @Override
        public Type.Struct outputShape(Type.Struct in) {
            if (in.field(column).isEmpty()) {
                throw new UsageException("no column '" + column + "'");
            }
            return in;
        }

        @Override
        public DynamicFrame apply(DynamicFrame in) {
            throw new AssertionError("A check applies nothing");
        }
    }

    /** Its columns depend on its rows. */
    private record Pivoted() implements FrameTransform {
        @Override
        public Type.Struct outputShape(Type.Struct in) {
            throw new UnknownShapeException("Cannot tell the columns of pivoted before its data is read");
        }

        @Override
        public DynamicFrame apply(DynamicFrame in) {
            throw new AssertionError("A check applies nothing");
        }
    }

    private record Pair() implements Transform {
        @Override
        public Shapes outputShapes(Shapes in) {
            return Shapes.result(in.byName().values().iterator().next());
        }

        @Override
        public Frames apply(Frames in) {
            throw new AssertionError("A check applies nothing");
        }

        @Override
        public boolean matchesRows() {
            return true;
        }
    }
}
