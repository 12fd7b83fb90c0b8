// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.cron;

import com.typesafe.config.ConfigValueFactory;
import dev.mastic.core.config.Setting;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A number of bytes as settings have it: {@code 500m}, {@code 2g}. */
final class LogSize implements ITypeConverter<Long> {
    @Override
    public Long convert(String text) {
        try {
            return Setting.size("keep-size").reader().read(ConfigValueFactory.fromAnyRef(text), "");
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException("expected " + e.getMessage() + " (got '" + text + "')");
        }
    }
}
