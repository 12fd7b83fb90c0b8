// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.jdbc;

import com.typesafe.config.ConfigValue;
import dev.mastic.core.config.JdbcUrl;
import dev.mastic.core.config.Setting;
import java.util.regex.Pattern;

/** Reads the URL of a database that some driver knows; what may hide a password is neither taken nor shown. */
record DriverUrlReader() implements Setting.Reader<String> {
    private static final String FORM = "a JDBC URL such as jdbc:mysql://HOST:PORT/DATABASE";
    /** An option for a password, or a user with one before the host. */
    private static final Pattern PASSWORD =
            Pattern.compile("(?i)(password|passwd|passphrase|pwd|secret|token)[^=;&?]*=|[:/][^/@:]+[:/][^/@]+@");

    /** A URL without its options and without a user in it. */
    static String place(String url) {
        return JdbcUrl.place(url).replaceAll(";.*", "").replaceAll(":[^:@]*@", ":");
    }

    @Override
    public String read(ConfigValue value, String base) {
        var url = String.valueOf(value.unwrapped());
        if (!url.matches("jdbc:[a-zA-Z0-9]+:.+")) {
            throw new IllegalArgumentException(FORM);
        } else if (PASSWORD.matcher(url).find()) {
            throw new IllegalArgumentException(FORM + " without a password, which has a setting of its own");
        }
        return url;
    }

    @Override
    public String shown(ConfigValue value) {
        return place(String.valueOf(value.unwrapped()));
    }
}
