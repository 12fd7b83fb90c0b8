// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.plugin;

import dev.mastic.core.failure.Suggestion;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All extensions of a process, by kind and name. Immutable and thread-safe. Another process gets the same ones, where their classes are on
 * its class path too: it makes the factories again.
 */
public final class Registry implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(Registry.class);
    private final transient Map<Class<?>, Map<String, Factory<?>>> factories;

    private Registry(Map<Class<?>, Map<String, Factory<?>>> factories) {
        this.factories = factories;
    }

    /**
     * Every factory that the class path declares as a service, but for those of a kind that is not there itself, such as an Iceberg
     * catalog without Iceberg.
     */
    public static Registry fromClasspath() {
        return of(loaded().stream().filter(Registry::hasItsKind).toList());
    }

    private static List<Factory<?>> loaded() {
        var found = new ArrayList<Factory<?>>();
        var declared = ServiceLoader.load(Factory.class, Registry.class.getClassLoader())
                .iterator();
        for (boolean more = true; more; ) {
            try {
                more = declared.hasNext();
                if (more) {
                    found.add(declared.next());
                }
            } catch (ServiceConfigurationError e) {
                // the iterator stands behind that factory then
                leaveOut(e);
            }
        }
        return found;
    }

    /** Java has to see the classes that a factory speaks of before it makes one. */
    private static void leaveOut(ServiceConfigurationError e) {
        if (!(e.getCause() instanceof NoClassDefFoundError missing)) {
            throw e;
        }
        LOG.debug("{}: no class {}", e.getMessage(), missing.getMessage());
    }

    private static boolean hasItsKind(Factory<?> factory) {
        try {
            return factory.kind() != null;
        } catch (NoClassDefFoundError e) {
            LOG.debug("{} is left out: no class {}", factory.getClass().getName(), e.getMessage());
            return false;
        }
    }

    /**
     * Exactly these factories.
     *
     * @throws IllegalArgumentException if two of one kind have the same name
     */
    public static Registry of(List<? extends Factory<?>> all) {
        Map<Class<?>, Map<String, Factory<?>>> byKind = new LinkedHashMap<>();
        for (var factory : all) {
            var twin = byKind.computeIfAbsent(factory.kind(), kind -> new TreeMap<>())
                    .put(factory.name(), factory);
            if (twin != null) {
                throw new IllegalArgumentException("Two factories are called '" + factory.name() + "': "
                        + twin.getClass().getName() + ", " + factory.getClass().getName());
            }
        }
        return new Registry(byKind);
    }

    /** The factory of a kind with this name, or nothing. */
    @SuppressWarnings("unchecked") // the map is filled by each factory's own kind()
    public <T> Optional<Factory<T>> find(Class<T> kind, String name) {
        return Optional.ofNullable((Factory<T>) byName(kind).get(name));
    }

    /**
     * The factory of a kind with this name.
     *
     * @throws NoSuchPartException naming the known ones and the nearest
     */
    public <T> Factory<T> get(Class<T> kind, String name) {
        return find(kind, name)
                .orElseThrow(() -> new NoSuchPartException(
                        "No such " + kind.getSimpleName().toLowerCase(Locale.ROOT) + ": '" + name + "' "
                                + Suggestion.among(name, names(kind))));
    }

    /** The names of a kind, sorted. */
    public List<String> names(Class<?> kind) {
        return List.copyOf(byName(kind).keySet());
    }

    /** All factories of a kind, sorted by name. */
    @SuppressWarnings("unchecked") // the map is filled by each factory's own kind()
    public <T> Stream<Factory<T>> all(Class<T> kind) {
        return byName(kind).values().stream().map(factory -> (Factory<T>) factory);
    }

    private Map<String, Factory<?>> byName(Class<?> kind) {
        return factories.getOrDefault(kind, Map.of());
    }

    private Object writeReplace() {
        var classes = new ArrayList<Class<?>>();
        factories.values().forEach(named -> named.values().forEach(factory -> classes.add(factory.getClass())));
        return new Written(classes);
    }

    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw new InvalidObjectException("a registry is written as the classes of its factories");
    }

    /** A registry on its way to another process. */
    private record Written(ArrayList<Class<?>> classes) implements Serializable {
        private Object readResolve() throws InvalidObjectException {
            var all = new ArrayList<Factory<?>>();
            for (var each : classes) {
                all.add(made(each));
            }
            return of(all);
        }

        private static Factory<?> made(Class<?> each) throws InvalidObjectException {
            try {
                var constructor = each.getDeclaredConstructor();
                constructor.setAccessible(true);
                return (Factory<?>) constructor.newInstance();
            } catch (ReflectiveOperationException e) {
                var failure = new InvalidObjectException("Cannot make " + each.getName() + " again: " + e);
                failure.initCause(e);
                throw failure;
            }
        }
    }
}
