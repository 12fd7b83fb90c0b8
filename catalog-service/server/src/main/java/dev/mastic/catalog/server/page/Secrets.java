// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.page;

import java.util.Locale;
import java.util.regex.Pattern;

/** What never stands on a page: values that look like secrets. References to secrets, such as {@code secret:env:NAME}, do. */
final class Secrets {
    static final String HIDDEN = "(not shown)";
    private static final String REFERENCE = "secret:";
    private static final Pattern KEY = Pattern.compile(
            "passw(or)?d|passphrase|secret|token|credential|private.?key|access.?key|account.?key|api.?key|sas");
    private static final Pattern IN_URL = Pattern.compile("(?<=://)[^/@\\s]+(?=@)");
    private static final Pattern PARAMETER = Pattern.compile(
            "(?<=[?&;](?i:password|sslpassword|secret|token|sig|x-amz-signature|x-amz-security-token)=)[^&;\\s]+",
            Pattern.CASE_INSENSITIVE);

    private Secrets() {}

    /** The value of a parameter, as far as it may be seen. */
    static String shown(String key, String value) {
        return isSecret(key, value) ? HIDDEN : shown(value);
    }

    /** A text, such as a place, without the user, password and signature in it. */
    static String shown(String text) {
        return PARAMETER.matcher(IN_URL.matcher(text).replaceAll(HIDDEN)).replaceAll(HIDDEN);
    }

    private static boolean isSecret(String key, String value) {
        return KEY.matcher(key.toLowerCase(Locale.ROOT)).find() && !value.startsWith(REFERENCE) && !value.isEmpty();
    }
}
