// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.glue;

import dev.mastic.catalog.server.wire.Json;
import dev.mastic.catalog.server.wire.PageTokens;
import dev.mastic.core.catalog.Page;
import dev.mastic.core.catalog.PageRequest;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkPojo;

/** Lists page by page: sizes, and tokens that hold for the very request that they were given for. */
final class Pages {
    private final PageTokens tokens;

    Pages(PageTokens tokens) {
        this.tokens = tokens;
    }

    /**
     * A page as it is answered.
     *
     * @param token for the next page; null at the end
     */
    record Answer<T>(List<T> items, String token) {}

    /**
     * What a request asks for.
     *
     * @param request it says what list it is
     * @param token of the page before, or null
     * @param asked how many items, or null
     * @param most how many items where nothing is asked
     */
    record Asked(SdkPojo request, String token, Integer asked, int most) {}

    /** Gives a page of a list. */
    <T> Answer<T> page(Asked asked, Function<PageRequest, Page<T>> list) {
        var name = name(asked.request());
        int limit = asked.asked() == null ? asked.most() : Math.min(asked.asked(), asked.most());
        var after = Optional.ofNullable(asked.token())
                .filter(token -> !token.isEmpty())
                .map(token -> tokens.read(name, token));
        var page = list.apply(new PageRequest(limit, after));
        return new Answer<>(
                page.items(), page.next().map(next -> tokens.write(name, next)).orElse(null));
    }

    /** Clients may change the size of pages on their way. */
    private static String name(SdkPojo request) {
        var members = Json.tree(request);
        members.remove("NextToken");
        members.remove("MaxResults");
        return request.getClass().getSimpleName() + members;
    }
}
