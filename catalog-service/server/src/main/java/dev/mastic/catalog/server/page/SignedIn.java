// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.page;

import dev.mastic.catalog.server.auth.BasicSignIn;
import io.javalin.http.Context;
import io.javalin.http.UnauthorizedResponse;
import java.util.Optional;
import java.util.function.Function;

/** Shows pages to those who have signed in with a key; a browser asks others for one. */
public record SignedIn(BasicSignIn keys, PageFace.Sources sources) implements Function<Context, PageFace.Sources> {
    /**
     * What the one who asks may see.
     *
     * @throws UnauthorizedResponse if nobody, or nobody known, has signed in
     */
    @Override
    public PageFace.Sources apply(Context request) {
        return keys.owner(Optional.ofNullable(request.header("Authorization")))
                .map(owner -> sources)
                .orElseThrow(() -> new UnauthorizedResponse(
                        "Sign in with a key of this server: its id as the user, its secret as the password."));
    }
}
