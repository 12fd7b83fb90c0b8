// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.config;

import dev.mastic.core.failure.UsageException;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/** The address of a store. */
final class S3Endpoint {
    /** Signatures need one, also where a store has no regions. */
    static final String REGION = "us-east-1";

    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.-]+");
    private static final String AWS = "amazonaws.com";

    private S3Endpoint() {}

    /**
     * An address of HTTP.
     *
     * @throws UsageException if it is none
     */
    static String checked(String written) {
        try {
            var uri = URI.create(written);
            boolean isHttp = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (isHttp && uri.getHost() != null && uri.getUserInfo() == null) {
                return written;
            }
        } catch (IllegalArgumentException e) {
            throw new UsageException("no URL", e);
        }
        throw new UsageException("a URL begins with http:// or https:// and a host, and holds no user");
    }

    /**
     * The name of a host alone: Hadoop puts {@code https://} before it.
     *
     * @throws UsageException if there is more
     */
    static String host(String written) {
        if (HOST.matcher(written).matches()) {
            return written;
        }
        throw new UsageException("without https://, port and path, such as sts.eu-central-1.amazonaws.com");
    }

    /** What to sign for where nobody has said it: AWS's own addresses say it themselves. */
    static Optional<String> region(Optional<String> endpoint) {
        return endpoint.filter(address -> !address.contains(AWS)).map(address -> REGION);
    }
}
