// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core;

import com.typesafe.config.ConfigValueFactory;
import dev.mastic.core.config.Problems;
import dev.mastic.core.config.Settings;
import dev.mastic.core.failure.EtlException;
import dev.mastic.core.frame.LazySpark;
import dev.mastic.core.plugin.Factory;
import dev.mastic.core.plugin.NoSuchPartException;
import dev.mastic.core.plugin.Parts;
import dev.mastic.core.plugin.Registry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/**
 * The shared parts of one process: each is made on first use by the one factory of its kind, with the settings of this process that the
 * factory declares. Thread-safe; {@link #close} closes what was made, last first.
 */
public final class SessionParts implements Parts, AutoCloseable {
    private final Registry registry;
    private final Map<String, Object> processSettings;
    private final Map<Class<?>, Object> made = new LinkedHashMap<>();

    /**
     * @param processSettings settings of this process by name, such as {@code db} and {@code warehouse}
     * @param hadoop how file systems are reached
     */
    public SessionParts(Registry registry, Map<String, ?> processSettings, Configuration hadoop) {
        this.registry = registry;
        this.processSettings = Map.copyOf(processSettings);
        made.put(Configuration.class, hadoop);
    }

    /** The parts of a process that works on Spark: those that can, do so when they find {@link LazySpark} among the parts. */
    public SessionParts(Registry registry, Map<String, ?> processSettings, Configuration hadoop, LazySpark spark) {
        this(registry, processSettings, hadoop);
        made.put(LazySpark.class, spark);
    }

    @Override
    public synchronized <P> P the(Class<P> kind) {
        if (!made.containsKey(kind)) {
            made.put(kind, make(kind));
        }
        return kind.cast(made.get(kind));
    }

    @Override
    public <P> P create(Class<P> kind, String name, Settings settings) {
        return registry.get(kind, name).create(settings, this);
    }

    @Override
    public Registry registry() {
        return registry;
    }

    private <P> P make(Class<P> kind) {
        List<Factory<P>> factories = registry.all(kind).toList();
        if (factories.size() != 1) {
            throw new NoSuchPartException("Cannot choose a " + kind.getSimpleName() + ": the class path has "
                    + factories.size() + " " + registry.names(kind) + " (expected one)");
        }
        var factory = factories.get(0);
        return factory.create(settingsFor(factory), this);
    }

    private Settings settingsFor(Factory<?> factory) {
        var wanted = new LinkedHashMap<String, Object>(processSettings);
        wanted.keySet().retainAll(factory.settings().names());
        var problems = new Problems();
        var written = ConfigValueFactory.fromMap(wanted, "this process");
        var settings = factory.settings().read(written, "", problems);
        problems.throwIfAny(factory.name());
        return settings;
    }

    @Override
    public synchronized void close() {
        var parts = new ArrayList<>(made.values());
        made.clear();
        Collections.reverse(parts);
        var failures = parts.stream()
                .filter(AutoCloseable.class::isInstance)
                .flatMap(part -> closeOne((AutoCloseable) part).stream())
                .toList();
        if (!failures.isEmpty()) {
            var first = failures.get(0);
            failures.stream().skip(1).forEach(first::addSuppressed);
            throw first;
        }
    }

    /** A part that cannot be closed does not keep the others open. */
    private static Optional<EtlException> closeOne(AutoCloseable part) {
        try {
            part.close();
            return Optional.empty();
        } catch (Exception e) {
            return Optional.of(
                    new EtlException("Cannot close " + part.getClass().getSimpleName() + ": " + e.getMessage(), e));
        }
    }
}
