// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A file in HOCON that may include files beside it, but no URL, and refers to arguments as {@code ${args.name}}. */
public record HoconFile(Path file) {
    /**
     * Reads the file.
     *
     * @param overrides {@code key=value} texts, which win over the file
     * @param problems where everything wrong is noted
     * @return empty when it cannot be parsed, which is noted
     */
    public Optional<Config> read(List<String> overrides, Map<String, String> arguments, Problems problems) {
        try {
            return Optional.of(parse(overrides, arguments));
        } catch (ConfigException e) {
            var origin = Optional.ofNullable(e.origin())
                    .map(Origin::of)
                    .orElse(Origin.of(file.getFileName().toString()));
            problems.add(origin, reason(e));
            return Optional.empty();
        }
    }

    /** In the order of the file; HOCON objects have none of their own. */
    public static Stream<Map.Entry<String, ConfigValue>> inOrder(ConfigObject blocks) {
        return blocks.entrySet().stream()
                .sorted(Map.Entry.comparingByValue((a, b) ->
                        Integer.compare(a.origin().lineNumber(), b.origin().lineNumber())));
    }

    private Config parse(List<String> overrides, Map<String, String> arguments) {
        var options = ConfigParseOptions.defaults().setSyntax(ConfigSyntax.CONF).setAllowMissing(false);
        var written = ConfigFactory.parseFile(file.toFile(), options.setIncluder(new LocalIncludes()));
        for (var override : overrides) {
            // without the value, which may be a secret
            var origin =
                    ConfigParseOptions.defaults().setOriginDescription("--set " + override.replaceFirst("=.*", ""));
            written = ConfigFactory.parseString(override, origin).withFallback(written);
        }
        var args = ConfigValueFactory.fromMap(arguments, "job arguments");
        return written.withFallback(args.atPath("args")).resolve();
    }

    /** The parser puts the place in front; the problem carries it already. */
    private static String reason(ConfigException e) {
        var message = e.getMessage();
        var place =
                Optional.ofNullable(e.origin()).map(o -> o.description() + ": ").orElse("");
        return message.startsWith(place) ? message.substring(place.length()) : message;
    }
}
