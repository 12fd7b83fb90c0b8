// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.iceberg;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.apache.iceberg.exceptions.BadRequestException;

/** Where a list goes on, as an opaque text. It says nothing that the page before did not, so it is not signed. */
final class PageToken {
    private static final String MARK = "after:";

    private PageToken() {}

    static String write(String name) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString((MARK + name).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * What stands in a token.
     *
     * @throws BadRequestException if the text is no token
     */
    static String read(String token) {
        try {
            var text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            if (text.startsWith(MARK)) {
                return text.substring(MARK.length());
            }
        } catch (IllegalArgumentException e) {
            throw new BadRequestException(e, "Cannot read page token '%s': it is none of this server", token);
        }
        throw new BadRequestException("Cannot read page token '%s': it is none of this server", token);
    }
}
