// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.jdbc;

import com.typesafe.config.ConfigValue;
import dev.mastic.core.config.JdbcUrl;
import dev.mastic.core.config.Setting;
import dev.mastic.core.failure.Suggestion;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Reads the URL of a database; its options are never shown, for a password may have been written there. */
record UrlReader() implements Setting.Reader<String> {
    private static final String FORM = "a JDBC URL such as jdbc:postgresql://HOST:PORT/DATABASE";
    /** Options that name no class and no file to write; the driver has some that do. */
    private static final Set<String> OPTIONS = Set.of(
            "ApplicationName",
            "connectTimeout",
            "currentSchema",
            "gssEncMode",
            "loadBalanceHosts",
            "loginTimeout",
            "options",
            "prepareThreshold",
            "socketTimeout",
            "sslcert",
            "sslkey",
            "sslmode",
            "sslrootcert",
            "targetServerType",
            "tcpKeepAlive",
            "user");

    /** The server of a URL, with its port and a slash: {@code jdbc:postgresql://HOST:PORT/}. */
    static String server(String url) {
        var place = JdbcUrl.place(url);
        int hosts = place.indexOf("//");
        if (hosts < 0) {
            return "jdbc:postgresql://localhost:5432/";
        }
        int end = place.indexOf('/', hosts + 2);
        var server = end < 0 ? place : place.substring(0, end);
        // several servers are written with their ports, and an address may have colons of its own
        boolean isWhole = server.contains(",") || server.matches(".*:\\d+");
        return (isWhole ? server : server + ":5432") + "/";
    }

    @Override
    public String read(ConfigValue value, String base) {
        var url = String.valueOf(value.unwrapped());
        if (!url.startsWith("jdbc:postgresql:")) {
            throw new IllegalArgumentException(
                    FORM + ", for only PostgreSQL is known; a source of another database is spark-jdbc");
        } else if (!url.startsWith(JdbcUrl.place(url)) || options(url).contains("password")) {
            throw new IllegalArgumentException(FORM + " without a password, which has a setting of its own");
        }
        options(url).stream()
                .filter(option -> !OPTIONS.contains(option))
                .findFirst()
                .ifPresent(option -> {
                    throw new IllegalArgumentException(FORM + ", whose options do not have '" + option + "' "
                            + Suggestion.among(option, OPTIONS.stream().sorted().toList()));
                });
        return url;
    }

    @Override
    public String shown(ConfigValue value) {
        return JdbcUrl.place(String.valueOf(value.unwrapped()));
    }

    private static List<String> options(String url) {
        return Arrays.stream(url.substring(JdbcUrl.place(url).length()).split("[?&]"))
                .filter(option -> !option.isEmpty())
                .map(option -> option.replaceFirst("=.*", ""))
                .toList();
    }
}
