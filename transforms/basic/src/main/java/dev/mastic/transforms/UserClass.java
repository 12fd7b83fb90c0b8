// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms;

import dev.mastic.core.config.Origin;
import dev.mastic.core.config.Setting;
import dev.mastic.core.config.Settings;
import dev.mastic.core.failure.UsageException;

/** A function of the user's own, found by the name of its class. */
final class UserClass {
    static final Setting<String> CLASS = Setting.string("class");

    private UserClass() {}

    /**
     * An object of the class that the settings name.
     *
     * @throws UsageException if there is no such class, it is no such function, or it cannot be made without arguments
     */
    static <T> T make(Settings settings, Class<T> kind) {
        var name = settings.get(CLASS);
        var at = settings.origin(CLASS);
        try {
            var type = Class.forName(name, true, loader());
            if (!kind.isAssignableFrom(type)) {
                throw refusal(name, "it does not implement " + kind.getName(), at);
            }
            return kind.cast(type.getDeclaredConstructor().newInstance());
        } catch (ClassNotFoundException e) {
            throw refusal(
                    name, "it is not on the class path (give the jar to --jars, or name a nested class as A$B)", at);
        } catch (NoSuchMethodException | IllegalAccessException | InstantiationException e) {
            throw refusal(name, "it is no public class with a public constructor without parameters", at);
        } catch (ReflectiveOperationException e) {
            throw refusal(name, "its constructor failed with " + e.getCause(), at);
        }
    }

    private static ClassLoader loader() {
        var ofThread = Thread.currentThread().getContextClassLoader();
        return ofThread == null ? UserClass.class.getClassLoader() : ofThread;
    }

    private static UsageException refusal(String name, String why, Origin at) {
        return new UsageException("Cannot use class " + name + ": " + why + " at " + at);
    }
}
