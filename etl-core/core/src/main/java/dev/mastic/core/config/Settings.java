// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValueFactory;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;

/** The checked values of one extension's settings, with where they were written. Immutable. */
public final class Settings {
    private final Map<String, Object> values;
    private final ConfigObject written;
    private final String base;
    private final Origin origin;

    Settings(Map<String, Object> values, ConfigObject written, String base, Origin origin) {
        this.values = Map.copyOf(values);
        this.written = written;
        this.base = base;
        this.origin = origin;
    }

    /**
     * The value of a setting that is required or has a default.
     *
     * @throws NoSuchElementException if it has neither and was not written: use {@link #find}
     */
    public <T> T get(Setting<T> setting) {
        return find(setting).orElseThrow(() -> new NoSuchElementException("no value for '" + setting.name() + "'"));
    }

    /** The value of a setting, its default, or nothing. */
    @SuppressWarnings("unchecked") // the spec put the value in by this very key and its reader
    public <T> Optional<T> find(Setting<T> setting) {
        return Optional.ofNullable((T) values.get(setting.name()));
    }

    /** Whether the value was written, rather than left to its default. */
    public boolean isWritten(Setting<?> setting) {
        return written.containsKey(setting.name());
    }

    /** Where the block was written. */
    public Origin origin() {
        return origin;
    }

    /** Where one key was written, or the block when it was not. */
    public Origin origin(Setting<?> setting) {
        return Optional.ofNullable(written.get(setting.name()))
                .map(value -> Origin.of(value.origin()))
                .orElse(origin);
    }

    /** The folder that relative paths start from. */
    public String base() {
        return base;
    }

    ConfigObject written() {
        return written;
    }

    /**
     * The block as it was written and its base folder, as JSON: references to secrets stay references. Read back in any
     * process by {@link SettingsSpec#parse}.
     */
    public String render() {
        return ConfigValueFactory.fromMap(Map.of("base", base, "settings", written))
                .render(ConfigRenderOptions.concise());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Settings that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return Objects.hash(values);
    }

    @Override
    public String toString() {
        return render();
    }
}
