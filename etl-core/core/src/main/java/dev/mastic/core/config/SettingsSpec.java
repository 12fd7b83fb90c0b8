// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import dev.mastic.core.failure.Suggestion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All settings of one extension. Reads what was written into {@link Settings} and notes every problem: unknown keys with the
 * nearest known one, missing keys, values of the wrong form.
 *
 * @param settings in the order of the reference pages
 */
public record SettingsSpec(List<Setting<?>> settings) {
    public SettingsSpec {
        settings = List.copyOf(settings);
    }

    public static SettingsSpec of(Setting<?>... settings) {
        return new SettingsSpec(List.of(settings));
    }

    /** The names of all keys. */
    public List<String> names() {
        return settings.stream().map(Setting::name).toList();
    }

    /**
     * Reads a written block.
     *
     * @param written the block; keys keep their file and line
     * @param base the folder that relative paths start from; empty for the working folder
     * @param problems where everything wrong is noted; the result is usable only when nothing was
     */
    public Settings read(ConfigObject written, String base, Problems problems) {
        // what is read back in another process must not start from its working folder
        var folder = Location.resolve("", base);
        var origin = Origin.of(written.origin());
        written.forEach((key, value) -> {
            if (!names().contains(key)) {
                problems.add(
                        Origin.of(value.origin()),
                        "unknown setting '" + key + "'",
                        Suggestion.nearest(key, names())
                                .map(near -> "did you mean '" + near + "'?")
                                .orElseGet(() -> "known: " + String.join(", ", names())));
            }
        });
        Map<String, Object> values = new LinkedHashMap<>();
        for (var setting : settings) {
            readOne(setting, written.get(setting.name()), folder, origin, problems)
                    .ifPresent(value -> values.put(setting.name(), value));
        }
        return new Settings(values, kept(written), folder, origin);
    }

    /** Reads settings that Java code built; a problem is thrown at once, with the class as its place. */
    public Settings of(String owner, Map<String, ?> written) {
        return readOrThrow(owner, ConfigValueFactory.fromMap(written, owner), "");
    }

    /** Reads settings back from {@link Settings#render()}, in any process. */
    public Settings parse(String owner, String rendered) {
        var options = ConfigParseOptions.defaults().setSyntax(ConfigSyntax.JSON).setOriginDescription(owner);
        Config config = ConfigFactory.parseString(rendered, options);
        return readOrThrow(owner, config.getObject("settings"), config.getString("base"));
    }

    /** Reads a block that a wider spec has read; what this one does not know is a problem, with the place of its key. */
    public Settings of(String owner, Settings wider) {
        return readOrThrow(owner, wider.written(), wider.base());
    }

    /** Reads what this spec knows of a block that a wider one has read, with more beside it. */
    public Settings of(String owner, Settings wider, Map<String, ?> more) {
        ConfigObject written = ConfigValueFactory.fromMap(more, owner);
        for (var entry : wider.written().entrySet()) {
            written = names().contains(entry.getKey()) ? written.withValue(entry.getKey(), entry.getValue()) : written;
        }
        return readOrThrow(owner, written, wider.base());
    }

    private ConfigObject kept(ConfigObject written) {
        var kept = written;
        for (var setting : settings) {
            var value = written.get(setting.name());
            kept = value == null
                    ? kept
                    : kept.withValue(setting.name(), setting.reader().kept(value));
        }
        return kept;
    }

    private Settings readOrThrow(String owner, ConfigObject written, String base) {
        var problems = new Problems();
        var settings = read(written, base, problems);
        problems.throwIfAny(owner);
        return settings;
    }

    private static Optional<?> readOne(
            Setting<?> setting, ConfigValue value, String base, Origin block, Problems problems) {
        if (value == null) {
            if (setting.isRequired()) {
                problems.add(block, "missing setting '" + setting.name() + "'", setting.doc());
            }
            return setting.fallback();
        }
        try {
            return Optional.of(setting.reader().read(value, base));
        } catch (IllegalArgumentException e) {
            var got = setting.reader().shown(value);
            problems.add(
                    Origin.of(value.origin()),
                    "setting '" + setting.name() + "' must be " + e.getMessage() + " (got " + got + ")");
            return setting.fallback();
        }
    }
}
