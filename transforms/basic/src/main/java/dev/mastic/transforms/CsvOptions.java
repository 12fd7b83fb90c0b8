// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import dev.mastic.core.config.Setting;
import dev.mastic.core.failure.Suggestion;
import dev.mastic.transforms.text.CsvDialect;
import java.util.LinkedHashMap;
import java.util.Map;

/** The options of {@link Unbox} as they are written, in kebab case or in Glue's camel case. */
final class CsvOptions {
    private static final Map<String, String> NAMES = names();

    private CsvOptions() {}

    private static Map<String, String> names() {
        var names = new LinkedHashMap<String, String>();
        names.put("separator", "separator");
        names.put("escaper", "escaper");
        names.put("skip-first", "skip-first");
        names.put("with-header", "with-header");
        names.put("skipFirst", "skip-first");
        names.put("withHeader", "with-header");
        return names;
    }

    static CsvDialect read(ConfigValue value, String base) {
        if (!(value instanceof ConfigObject written)) {
            throw new IllegalArgumentException("a block of options");
        }
        var options = new LinkedHashMap<String, ConfigValue>();
        written.forEach((name, option) -> {
            if (!NAMES.containsKey(name)) {
                throw new IllegalArgumentException(
                        "options that there are, not '" + name + "' " + Suggestion.among(name, NAMES.keySet()));
            }
            options.put(NAMES.get(name), option);
        });
        return new CsvDialect(
                character(options, "separator", CsvDialect.COMMAS.separator(), base),
                character(options, "escaper", CsvDialect.COMMAS.escaper(), base),
                flag(options, "skip-first", base),
                flag(options, "with-header", base));
    }

    private static char character(Map<String, ConfigValue> options, String name, char fallback, String base) {
        if (!options.containsKey(name)) {
            return fallback;
        }
        var text = Setting.string(name).reader().read(options.get(name), base);
        if (text.length() != 1) {
            throw new IllegalArgumentException("options whose " + name + " is one character");
        }
        return text.charAt(0);
    }

    private static boolean flag(Map<String, ConfigValue> options, String name, String base) {
        return options.containsKey(name) && Setting.bool(name).reader().read(options.get(name), base);
    }
}
