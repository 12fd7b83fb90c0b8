// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.catalog.server.auth.BasicSignIn;
import dev.mastic.catalog.server.auth.Keys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignedInTest {
    @TempDir
    Path dir;

    private Served served;

    @BeforeEach
    void start() throws IOException {
        var file = dir.resolve("keys");
        Files.writeString(file, "[ada]\naws_access_key_id = AKADA\naws_secret_access_key = engine:key\n");
        var keys = new BasicSignIn(Keys.read(file));
        served = new Served(dir, sources -> new SignedIn(keys, sources));
        served.sample().fill();
    }

    @AfterEach
    void stop() {
        served.close();
    }

    @Test
    void aBrowserIsAskedForAKey() throws Exception {
        for (var page :
                List.of("/", "/table?name=sales.orders", "/search?q=orders", "/runs", "/table?name=sales.none")) {
            var answer = served.get(page);
            assertThat(answer.statusCode()).as(page).isEqualTo(401);
            assertThat(answer.headers().firstValue("WWW-Authenticate").orElseThrow())
                    .startsWith("Basic realm=");
            assertThat(answer.body()).contains("Sign in with a key").doesNotContain("orders");
        }
        assertThat(served.get("/page.css").statusCode()).isEqualTo(200);
    }

    @Test
    void whoHasAKeySeesThePages() throws Exception {
        assertThat(served.get("/table?name=sales.orders", "Authorization", basic("AKADA:engine:key"))
                        .body())
                .contains("customer_id");
    }

    @Test
    void whatIsNoKeyOpensNothing() throws Exception {
        for (var header : List.of(
                basic("AKADA:engine:kez"),
                basic("AKADA:"),
                basic("AKADA"),
                basic("AKEVE:engine:key"),
                basic(":"),
                "Basic !!!",
                "Basic a",
                "Bearer engine:key")) {
            assertThat(served.get("/", "Authorization", header).statusCode())
                    .as(header)
                    .isEqualTo(401);
        }
    }

    private static String basic(String credentials) {
        return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }
}
