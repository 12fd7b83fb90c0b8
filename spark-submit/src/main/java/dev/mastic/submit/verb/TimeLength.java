// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.verb;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A length of time as people write it: {@code 90s}, {@code 2m}, {@code 1h}. */
public final class TimeLength implements ITypeConverter<Duration> {
    private static final Pattern TEXT = Pattern.compile("([1-9][0-9]{0,5})\\s*(s|m|h)");
    private static final Map<String, Duration> UNITS =
            Map.of("s", Duration.ofSeconds(1), "m", Duration.ofMinutes(1), "h", Duration.ofHours(1));

    @Override
    public Duration convert(String text) {
        var match = TEXT.matcher(text.trim());
        if (!match.matches()) {
            throw new TypeConversionException("expected a time such as 90s, 2m or 1h (got '" + text + "')");
        }
        return UNITS.get(match.group(2)).multipliedBy(Long.parseLong(match.group(1)));
    }
}
