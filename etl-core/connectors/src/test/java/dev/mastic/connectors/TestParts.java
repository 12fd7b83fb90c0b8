// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors;

import dev.mastic.connectors.iceberg.IcebergReader;
import dev.mastic.connectors.jdbc.JdbcSource;
import dev.mastic.core.config.Settings;
import dev.mastic.core.frame.FrameContext;
import dev.mastic.core.io.Sink;
import dev.mastic.core.io.Source;
import dev.mastic.core.plugin.NoSuchPartException;
import dev.mastic.core.plugin.Parts;
import dev.mastic.core.plugin.Registry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;

/** The parts of a test process: plain formats, the connectors, and whatever single parts are given. */
record TestParts(Registry registry, Map<Class<?>, Object> singles) implements Parts {
    static TestParts of(Map<Class<?>, Object> more) {
        var singles = new HashMap<>(more);
        singles.putIfAbsent(Configuration.class, new Configuration());
        var factories = new ArrayList<>(List.of(
                new IcebergReader.Plugin(),
                new JdbcSource.Plugin(),
                new PlainParquet.Plugin(),
                new PlainLines.Plugin("lines", 0.5),
                new PlainLines.Plugin("a-lines", 0.2),
                new PlainLines.Plugin("b-lines", 0.5)));
        return new TestParts(Registry.of(factories), singles);
    }

    static Sink sink(Path target, Map<String, ?> more) {
        var settings = new HashMap<String, Object>(more);
        settings.put("path", target.toString());
        var maker = new FileSink.Plugin();
        return maker.create(maker.settings().of("test", settings), of(Map.of()));
    }

    static Source path(Path folder, Map<String, ?> more) {
        var settings = new HashMap<String, Object>(more);
        settings.put("path", folder.toString());
        var maker = new PathSource.Plugin();
        return maker.create(maker.settings().of("test", settings), of(Map.of()));
    }

    FrameContext context() {
        return FrameContext.outsideJobs(registry);
    }

    @Override
    public <P> P the(Class<P> kind) {
        if (!singles.containsKey(kind)) {
            throw new NoSuchPartException("No " + kind.getSimpleName() + " in this test");
        }
        return kind.cast(singles.get(kind));
    }

    @Override
    public <P> P create(Class<P> kind, String name, Settings settings) {
        return registry.get(kind, name).create(settings, this);
    }
}
