// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server;

import com.typesafe.config.ConfigValueFactory;
import dev.mastic.core.config.Problems;
import dev.mastic.core.config.Settings;
import dev.mastic.core.failure.EtlException;
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

/**
 * The shared parts of the server's process, where there is no Spark: each is made on first use by the one factory of its kind.
 * Thread-safe; {@link #close} closes what was made, last first.
 */
final class ServerParts implements Parts, AutoCloseable {
    private final Registry registry = Registry.fromClasspath();
    private final Map<String, String> settings;
    private final Map<Class<?>, Object> made = new LinkedHashMap<>();

    /** Parts that are made with these settings of the process, such as {@code db}. */
    ServerParts(Map<String, String> settings) {
        this.settings = Map.copyOf(settings);
    }

    @Override
    public synchronized <P> P the(Class<P> kind) {
        if (!made.containsKey(kind)) {
            made.put(kind, make(kind));
        }
        return kind.cast(made.get(kind));
    }

    @Override
    public <P> P create(Class<P> kind, String name, Settings given) {
        return registry.get(kind, name).create(given, this);
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
        var wanted = new LinkedHashMap<String, Object>(settings);
        wanted.keySet().retainAll(factory.settings().names());
        var problems = new Problems();
        var read = factory.settings().read(ConfigValueFactory.fromMap(wanted, "this process"), "", problems);
        problems.throwIfAny(factory.name());
        return read;
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
