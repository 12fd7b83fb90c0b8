// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.config.ConfigProblemsException;
import dev.mastic.core.config.Setting;
import dev.mastic.core.config.Settings;
import dev.mastic.core.config.SettingsSpec;
import dev.mastic.core.failure.EtlException;
import dev.mastic.core.plugin.Factory;
import dev.mastic.core.plugin.NoSuchPartException;
import dev.mastic.core.plugin.Parts;
import dev.mastic.core.plugin.Registry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;

class SessionPartsTest {
    private static final Setting<String> DB = Setting.string("db").required();
    private final List<String> closed = new ArrayList<>();

    private static class Part implements AutoCloseable {
        final String name;
        private final List<String> closed;

        Part(String name, List<String> closed) {
            this.name = name;
            this.closed = closed;
        }

        @Override
        public void close() throws Exception {
            closed.add(name);
        }
    }

    private static final class Database extends Part {
        Database(String db, List<String> closed) {
            super(db, closed);
        }
    }

    private static final class Store extends Part {
        Store(List<String> closed) {
            super("store", closed);
        }

        @Override
        public void close() throws Exception {
            super.close();
            throw new java.io.IOException("disk is full");
        }
    }

    private record Maker<T>(Class<T> kind, String name, BiFunction<Settings, Parts, T> make) implements Factory<T> {
        @Override
        public SettingsSpec settings() {
            return SettingsSpec.of(DB);
        }

        @Override
        public T create(Settings settings, Parts parts) {
            return make.apply(settings, parts);
        }
    }

    private Factory<Database> database(String name) {
        return new Maker<>(Database.class, name, (settings, parts) -> new Database(settings.get(DB), closed));
    }

    private Factory<Store> store() {
        return new Maker<>(Store.class, "store", (settings, parts) -> {
            parts.the(Database.class);
            return new Store(closed);
        });
    }

    private static SessionParts parts(Map<String, ?> settings, Factory<?>... factories) {
        return new SessionParts(Registry.of(List.of(factories)), settings, new Configuration(false));
    }

    @Test
    void makesAPartOnceWithTheSettingsThatItsFactoryDeclares() {
        var parts = parts(Map.of("db", "my.db", "warehouse", "/w"), database("sqlite"));
        var made = parts.the(Database.class);
        assertThat(made.name).isEqualTo("my.db");
        assertThat(parts.the(Database.class)).isSameAs(made);
    }

    @Test
    void hasTheHadoopConfigurationFromTheStart() {
        var hadoop = new Configuration(false);
        assertThat(new SessionParts(Registry.of(List.of()), Map.of(), hadoop).the(Configuration.class))
                .isSameAs(hadoop);
    }

    @Test
    void refusesToChooseAmongSeveralOrNone() {
        assertThatThrownBy(() -> parts(Map.of(), database("a"), database("b")).the(Database.class))
                .isInstanceOf(NoSuchPartException.class)
                .hasMessage("Cannot choose a Database: the class path has 2 [a, b] (expected one)");
        assertThatThrownBy(() -> parts(Map.of()).the(Database.class))
                .isInstanceOf(NoSuchPartException.class)
                .hasMessage("Cannot choose a Database: the class path has 0 [] (expected one)");
    }

    @Test
    void saysWhichSettingOfTheProcessIsMissing() {
        assertThatThrownBy(() -> parts(Map.of(), database("sqlite")).the(Database.class))
                .isInstanceOf(ConfigProblemsException.class)
                .hasMessageContaining("missing setting 'db'");
    }

    @Test
    void createsAnotherPartByNameEachTime() {
        var parts = parts(Map.of(), database("sqlite"));
        var settings = SettingsSpec.of(DB).of("test", Map.of("db", "other.db"));
        var made = parts.create(Database.class, "sqlite", settings);
        assertThat(made.name).isEqualTo("other.db");
        assertThat(parts.create(Database.class, "sqlite", settings)).isNotSameAs(made);
    }

    @Test
    void closesWhatWasMadeLastFirstAlsoWhenOneFails() {
        var parts = parts(Map.of("db", "my.db"), store(), database("sqlite"));
        parts.the(Store.class);
        assertThatThrownBy(parts::close)
                .isInstanceOf(EtlException.class)
                .hasMessage("Cannot close Store: disk is full")
                .hasRootCauseMessage("disk is full");
        assertThat(closed).containsExactly("store", "my.db");
        parts.close();
        assertThat(closed).as("closed once").hasSize(2);
    }

    @Test
    void closesNothingThatWasNotMade() {
        parts(Map.of("db", "my.db"), database("sqlite")).close();
        assertThat(closed).isEmpty();
    }
}
