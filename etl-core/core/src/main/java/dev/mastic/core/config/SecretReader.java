// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.config;

import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Reads secrets by reference: {@code secret:env:NAME}, {@code secret:file:PATH}, or a variable of the environment that HOCON has put in the
 * place of {@code ${?NAME}}. What is written out is refused, for settings are kept in the journal; of such a variable its reference is kept.
 *
 * @param environment the variables of this process
 */
record SecretReader(Supplier<Map<String, String>> environment) implements Setting.Reader<Secret> {
    private static final String ENV = "secret:env:";
    private static final String FILE = "secret:file:";
    private static final String FORM = "a reference to a secret: ${?NAME}, secret:env:NAME or secret:file:PATH";
    /** How the parser calls the place of what a substitution has taken from the environment. */
    private static final String FROM_ENVIRONMENT = "env variables";

    @Override
    public Secret read(ConfigValue value, String base) {
        var reference = reference(value).orElseThrow(() -> new IllegalArgumentException(FORM));
        return new Secret(reference, reference.startsWith(ENV) ? variable(reference) : file(reference, base));
    }

    @Override
    public String shown(ConfigValue value) {
        return reference(value).orElse("a text, which is not shown");
    }

    /** The reference alone; of a text that is none, nothing. */
    @Override
    public ConfigValue kept(ConfigValue value) {
        return ConfigValueFactory.fromAnyRef(reference(value).orElse("")).withOrigin(value.origin());
    }

    private Optional<String> reference(ConfigValue value) {
        if (value.valueType() != ConfigValueType.STRING) {
            return Optional.empty();
        }
        var text = Setting.text(value);
        if (text.startsWith(ENV) || text.startsWith(FILE)) {
            return Optional.of(text);
        } else if (!value.origin().description().contains(FROM_ENVIRONMENT)) {
            return Optional.empty();
        }
        // the parser does not say which variable it was; any that holds the same text is as good
        return environment.get().entrySet().stream()
                .filter(variable -> variable.getValue().equals(text))
                .map(Map.Entry::getKey)
                .sorted()
                .findFirst()
                .map(ENV::concat);
    }

    private String variable(String reference) {
        var name = reference.substring(ENV.length());
        return Optional.ofNullable(environment.get().get(name))
                .orElseThrow(() -> new IllegalArgumentException("set: there is no environment variable " + name));
    }

    private static String file(String reference, String base) {
        var path = Location.resolve(base, reference.substring(FILE.length()));
        try {
            return Files.readString(Path.of(path)).stripTrailing();
        } catch (IOException e) {
            throw new IllegalArgumentException("a file that can be read: " + path + " cannot", e);
        }
    }
}
