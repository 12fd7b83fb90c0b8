// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretTest {
    private static final String CANARY = "c4n4ry-in-a-cage";
    private static final Setting<Secret> PASSWORD = Setting.secret("password");
    private static final SettingsSpec SPEC = SettingsSpec.of(PASSWORD);

    @TempDir
    private Path folder;

    @Test
    void aFileIsReadAndOnlyItsReferenceIsShownAndKept() throws IOException {
        Files.writeString(folder.resolve("pw"), CANARY + "\n");
        var written = ConfigValueFactory.fromMap(Map.of("password", "secret:file:pw"));
        var settings = SPEC.read(written, folder.toString(), new Problems());
        assertThat(settings.get(PASSWORD).reveal()).isEqualTo(CANARY);
        assertThat(settings.get(PASSWORD)).hasToString("secret:file:pw");
        assertThat(settings.render()).contains("secret:file:pw").doesNotContain(CANARY);
        assertThat(SPEC.parse("recovery", settings.render()).get(PASSWORD).reveal())
                .isEqualTo(CANARY);
    }

    @Test
    void aVariableOfTheEnvironmentIsReadAgainInAnotherProcess() {
        var setting = Setting.of("password", new SecretReader(() -> Map.of("OTHER", "x", "PGPASSWORD", CANARY)));
        var spec = SettingsSpec.of(setting);
        var settings = spec.of("test", Map.of("password", "secret:env:PGPASSWORD"));
        assertThat(settings.get(setting).reveal()).isEqualTo(CANARY);
        assertThat(settings.render()).contains("secret:env:PGPASSWORD").doesNotContain(CANARY);
    }

    @Test
    void aSubstitutionFromTheEnvironmentIsKeptAsItsReference() {
        var variable = System.getenv().entrySet().stream()
                .filter(each ->
                        each.getKey().matches("[A-Z]+") && each.getValue().length() > 3)
                .findFirst()
                .orElseThrow();
        var written = ConfigFactory.parseString("password = ${?" + variable.getKey() + "}")
                .resolve();
        var settings = SPEC.read(written.root(), "", new Problems());
        assertThat(settings.get(PASSWORD).reveal()).isEqualTo(variable.getValue());
        assertThat(settings.render()).contains("secret:env:");
        assertThat(SPEC.parse("recovery", settings.render()).get(PASSWORD).reveal())
                .isEqualTo(variable.getValue());
    }

    @Test
    void whatIsWrittenOutIsRefusedAndNotRepeated() {
        assertThatThrownBy(() -> SPEC.of("test", Map.of("password", CANARY)))
                .isInstanceOf(ConfigProblemsException.class)
                .hasMessageContaining("setting 'password' must be a reference to a secret: ${?NAME}, secret:env:NAME or"
                        + " secret:file:PATH (got a text, which is not shown)")
                .hasMessageNotContaining(CANARY);
        assertThatThrownBy(() -> SPEC.of("test", Map.of("password", Map.of("text", CANARY))))
                .isInstanceOf(ConfigProblemsException.class)
                .hasMessageNotContaining(CANARY);
    }

    @Test
    void whatIsNotThereIsNamed() {
        assertThatThrownBy(() -> SPEC.of("test", Map.of("password", "secret:env:NO_SUCH_VARIABLE")))
                .hasMessageContaining("there is no environment variable NO_SUCH_VARIABLE");
        assertThatThrownBy(() -> SPEC.of("test", Map.of("password", "secret:file:/no/such/file")))
                .hasMessageContaining("/no/such/file");
    }

    @Test
    void travelsToTasks() throws Exception {
        var secret = new Secret("secret:env:PGPASSWORD", CANARY);
        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(bytes)) {
            out.writeObject(secret);
        }
        try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(((Secret) in.readObject()).reveal()).isEqualTo(CANARY);
        }
    }
}
