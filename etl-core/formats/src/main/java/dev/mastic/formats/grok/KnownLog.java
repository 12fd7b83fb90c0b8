// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.grok;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A kind of log that is found by itself.
 *
 * @param classification as Glue calls it, where Glue knows it
 * @param pattern of its lines; null for logs whose own lines say what their fields are
 * @param dialect with which it is read
 */
record KnownLog(String classification, GrokPattern pattern, GrokDialect dialect) {
    /** All of them, Glue's in Glue's order; of two that know every line of a file the first has it. */
    static final List<KnownLog> ALL = List.of(
            dashed("combined_apache", "%{COMBINEDAPACHELOG}"),
            dashed("nginx", "%{NGINXACCESSLOG}"),
            dashed("apache", "%{COMMONAPACHELOG}"),
            log("apache_error", "%{APACHEERRORLOG}"),
            log("nginx_error", "%{NGINXERRORLOG}"),
            log("linux_kernel", "%{LINUXKERNELLOG}"),
            dashed("microsoft_log", "%{MICROSOFTLOG}"),
            new KnownLog("microsoft_log", null, GrokDialect.W3C),
            log("ruby_logger", "%{RUBYLOGGER}"),
            dashed("squid", "%{SQUIDLOG}"),
            log("redismonlog", "%{REDISMONITORLOG}"),
            log("redislog", "%{REDISLOG}"),
            log("redislog", "%{REDISOLDLOG}"),
            dashed("syslog", "%{SYSLOG5424}"),
            log("syslog", "%{SYSLOG3339}"),
            log("syslog", "%{SYSLOG3164}"),
            log("log4j", "%{LOG4JLOG}"));

    private static KnownLog log(String classification, String pattern) {
        return described(classification, pattern, "");
    }

    /** A log in which a dash is what has no value. */
    private static KnownLog dashed(String classification, String pattern) {
        var log = log(classification, pattern);
        return new KnownLog(classification, log.pattern(), log.dialect().withNulls(List.of(GrokDialect.DASH)));
    }

    /**
     * A log that a user describes.
     *
     * @throws dev.mastic.core.failure.UsageException with the place of what is wrong in its pattern
     */
    static KnownLog described(String classification, String pattern, String custom) {
        return new KnownLog(classification, GrokPattern.of(pattern, custom), GrokDialect.of(pattern, custom));
    }

    /** Makes cells of lines in UTF-8. */
    LineCells cells() {
        return pattern == null
                ? new W3cLines(StandardCharsets.UTF_8)
                : new LineMatcher(pattern, StandardCharsets.UTF_8);
    }
}
