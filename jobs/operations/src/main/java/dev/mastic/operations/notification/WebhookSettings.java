// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.operations.notification;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import dev.mastic.core.config.Origin;
import dev.mastic.core.config.Problems;
import dev.mastic.core.config.Secret;
import dev.mastic.core.config.Setting;
import dev.mastic.core.config.SettingsSpec;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The block {@code webhook}. */
final class WebhookSettings {
    private static final Setting<URI> URL = Setting.of("url", new UrlReader())
            .required()
            .doc("The whole address, or a reference to a secret that holds it.");
    private static final Setting<ConfigObject> HEADERS =
            Setting.block("headers").doc("Headers by name; each value is a reference to a secret.");
    private static final Setting<Duration> TIMEOUT =
            Setting.duration("timeout").defaultsTo(Duration.ofSeconds(10)).doc("How long the call may take.");
    private static final SettingsSpec SPEC = SettingsSpec.of(URL, HEADERS, TIMEOUT);

    private WebhookSettings() {}

    /** Reads an address as it stands, or the secret that a reference names; shows neither. */
    private record UrlReader() implements Setting.Reader<URI> {
        @Override
        public URI read(ConfigValue value, String base) {
            var text = String.valueOf(value.unwrapped());
            var secret = text.startsWith("secret:")
                    ? Setting.secret("url").reader().read(value, base).reveal()
                    : text;
            try {
                var url = new URI(secret.trim());
                var scheme = Optional.ofNullable(url.getScheme()).orElse("").toLowerCase(Locale.ROOT);
                if (Set.of("http", "https").contains(scheme) && url.getHost() != null && url.getUserInfo() == null) {
                    return url;
                }
            } catch (URISyntaxException e) {
                throw new IllegalArgumentException(FORM, e);
            }
            throw new IllegalArgumentException(FORM);
        }

        @Override
        public String shown(ConfigValue value) {
            return "a text, which is not shown";
        }

        private static final String FORM = "a URL such as https://hooks.example.org/mastic, without user and password";
    }

    static Optional<Channel> read(ConfigObject block, String base, Problems problems) {
        var settings = SPEC.read(block, base, problems);
        var headers = settings.find(HEADERS)
                .map(written -> headers(written, base, problems))
                .orElse(Map.of());
        var timeout = settings.get(TIMEOUT);
        if (timeout.isZero()) {
            problems.add(settings.origin(TIMEOUT), "a call needs time (got timeout = 0; expected at least 1ms)");
        }
        return settings.find(URL).map(url -> new Webhook(url, headers, timeout));
    }

    private static Map<String, Secret> headers(ConfigObject written, String base, Problems problems) {
        var headers = new TreeMap<String, Secret>();
        written.forEach((name, value) -> {
            var setting = Setting.secret(name);
            var read = SettingsSpec.of(setting).read(written.withOnlyKey(name), base, problems);
            read.find(setting)
                    .filter(secret -> fits(name, secret, value, problems))
                    .ifPresent(secret -> headers.put(name, secret));
        });
        return headers;
    }

    /** Whether HTTP has such a header; without its text in what is said, which is a secret. */
    private static boolean fits(String name, Secret secret, ConfigValue value, Problems problems) {
        try {
            HttpRequest.newBuilder().header(name, secret.reveal());
            return true;
        } catch (IllegalArgumentException e) {
            problems.add(
                    Origin.of(value.origin()),
                    "no header '" + name + "' can be sent with this text (got " + secret
                            + "; expected one line, and a name that HTTP leaves to callers)");
            return false;
        }
    }
}
