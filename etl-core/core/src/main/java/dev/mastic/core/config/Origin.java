// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.config;

import com.typesafe.config.ConfigOrigin;
import java.util.Optional;

/** Where a setting was written: {@code job.conf:9}, or the name of the class that built it. */
public record Origin(String file, int line) {
    /** A place without a line, such as a command line or a Java class. */
    public static Origin of(String name) {
        return new Origin(name, -1);
    }

    /** The place that {@link #toString} spells. */
    static Origin parse(String spelled) {
        int colon = spelled.lastIndexOf(':');
        var line = spelled.substring(colon + 1);
        return colon > 0 && line.matches("\\d{1,9}")
                ? new Origin(spelled.substring(0, colon), Integer.parseInt(line))
                : of(spelled);
    }

    /** The place that the HOCON parser noted. */
    public static Origin of(ConfigOrigin origin) {
        var file = Optional.ofNullable(origin.filename())
                .or(() -> Optional.ofNullable(origin.url()).map(java.net.URL::getPath))
                .map(path -> path.substring(path.lastIndexOf('/') + 1));
        return file.map(name -> new Origin(name, origin.lineNumber())).orElseGet(() -> of(withoutLine(origin)));
    }

    /** What is no file, such as an option of the command line, has one line, which the parser names too. */
    private static String withoutLine(ConfigOrigin origin) {
        var line = ": " + origin.lineNumber();
        var text = origin.description();
        return text.endsWith(line) ? text.substring(0, text.length() - line.length()) : text;
    }

    @Override
    public String toString() {
        return line < 0 ? file : file + ":" + line;
    }
}
