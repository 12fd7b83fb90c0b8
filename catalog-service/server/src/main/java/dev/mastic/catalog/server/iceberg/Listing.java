// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.iceberg;

import dev.mastic.catalog.server.wire.AwsError;
import dev.mastic.core.catalog.Page;
import dev.mastic.core.catalog.PageRequest;
import java.util.function.Function;
import org.apache.iceberg.exceptions.BadRequestException;

/** Which part of a list a client wants: all of it, unless it says that it understands pages. */
final class Listing {
    private static final int DEFAULT_SIZE = 1000;

    private Listing() {}

    /** The part of a list that a request is for; its token is what the next request has to bring, and is sealed. */
    static <T> Page<T> of(Call call, Function<PageRequest, Page<T>> pages) {
        var token = call.query("pageToken");
        var size = call.query("pageSize").map(Listing::size);
        if (token.isEmpty() && size.isEmpty()) {
            return Page.last(Page.all(DEFAULT_SIZE, pages));
        }
        var after = token.filter(text -> !text.isEmpty()).map(text -> after(call, text));
        var page = pages.apply(new PageRequest(size.orElse(DEFAULT_SIZE), after));
        return new Page<>(
                page.items(), page.next().map(next -> call.tables().tokens().write(list(call), next)));
    }

    private static String after(Call call, String token) {
        try {
            return call.tables().tokens().read(list(call), token);
        } catch (AwsError e) {
            throw new BadRequestException(
                    e,
                    "Cannot go on with page token '%s': it was not given for this list (expected next-page-token of the"
                            + " page before)",
                    token);
        }
    }

    /** Only one kind of list is in pages under each path. */
    private static String list(Call call) {
        return call.request().path();
    }

    private static int size(String text) {
        try {
            int size = Integer.parseInt(text);
            if (size > 0) {
                return Math.min(size, PageRequest.MOST);
            }
        } catch (NumberFormatException e) {
            throw new BadRequestException(e, "Cannot give pages of '%s' (expected a whole number from 1)", text);
        }
        throw new BadRequestException("Cannot give pages of %s (expected a whole number from 1)", text);
    }
}
