// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.bookmarks.RelationalRunHistory;
import dev.mastic.catalog.AccessTokens;
import dev.mastic.catalog.RelationalCatalog;
import dev.mastic.catalog.server.auth.Keys;
import dev.mastic.catalog.server.auth.SignedBearers;
import dev.mastic.catalog.server.auth.StoredKey;
import dev.mastic.core.bookmark.RunRecord;
import dev.mastic.database.RelationalStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignInTest {
    private static final String EVERYTHING = "AKADA:engine:key";
    private static final String WEB_ONLY = "AKWEB:webkey";

    private static RelationalStore store;
    private static Served served;

    @BeforeAll
    static void start(@TempDir Path dir) throws Exception {
        var file = dir.resolve("keys");
        Files.writeString(file, """
                [ada]
                aws_access_key_id = AKADA
                aws_secret_access_key = engine:key
                [web]
                aws_access_key_id = AKWEB
                aws_secret_access_key = webkey
                mastic_role = reader
                mastic_databases = web
                """);
        store = RelationalStore.open(dir.resolve("mastic.db").toString());
        var catalog = new RelationalCatalog(store);
        var key = new StoredKey(catalog.objects(), "bearers");
        var bearers = new SignedBearers(Keys.read(file), new AccessTokens(catalog), key, Clock.systemUTC());
        served = new Served(dir, bearers);
        served.sample().fill();
    }

    @AfterAll
    static void stop() {
        served.close();
        store.close();
    }

    @Test
    void aBrowserIsAskedForAKey() throws Exception {
        for (var page :
                List.of("/", "/table?name=sales.orders", "/search?q=orders", "/runs", "/table?name=sales.none")) {
            var answer = served.get(page);
            assertThat(answer.statusCode()).as(page).isEqualTo(401);
            assertThat(answer.headers().firstValue("WWW-Authenticate").orElseThrow())
                    .startsWith("Basic realm=");
            assertThat(answer.body()).contains("Sign in with a token").doesNotContain("sales");
        }
        assertThat(served.get("/page.css").statusCode()).isEqualTo(200);
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

    @Test
    void whoMayReadEverythingSeesEverything() throws Exception {
        assertThat(body("/table?name=sales.orders", EVERYTHING)).contains("customer_id");
        assertThat(Jsoup.parse(body("/runs", EVERYTHING)).select("table:first-of-type tbody tr"))
                .hasSize(RunsPage.LENGTH);
        var token = served.get("/", "Authorization", "Bearer " + EVERYTHING.replaceFirst(":", "~"));
        assertThat(token.statusCode()).isEqualTo(200);
    }

    @Test
    void whoMayReadOneDatabaseSeesNothingOfOthers() throws Exception {
        for (var page :
                List.of("/", "/search?q=o", "/runs", "/crawlers", "/database?name=web", "/activity?name=web.clicks")) {
            assertThat(body(page, WEB_ONLY)).as(page).doesNotContain("sales", "load-orders", "shop-lake/sales", "jr_1");
        }
        assertThat(body("/", WEB_ONLY)).contains("/database?name=web");
        assertThat(body("/search?q=o", WEB_ONLY)).contains("clicks");
        assertThat(statuses(
                        "/database?name=sales",
                        "/table?name=sales.orders",
                        "/table?name=sales.none",
                        "/partitions?name=sales.orders",
                        "/versions?name=sales.orders",
                        "/storage?name=sales.orders",
                        "/snapshots?name=sales.orders",
                        "/activity?name=sales.orders"))
                .containsOnly(403);
        assertThat(statuses(
                        "/run?id=01JCLOADORDERS0061", "/crawler?name=orders-nightly", "/crawler?name=orders-nightl"))
                .containsOnly(404);
    }

    @Test
    void everyLinkThatIsShownMayBeFollowed() throws Exception {
        var report = "{\"sinks\":[{\"name\":\"out\",\"rows\":1,\"files\":1,\"table\":\"web.clicks\"}]}";
        new RelationalRunHistory(store).add(new RunRecord("count", "run-9", "succeeded", 0, Sample.NOON, 1, report));
        Map<String, Integer> seen = new HashMap<>();
        var left = new ArrayDeque<>(List.of("/"));
        while (!left.isEmpty()) {
            var address = left.pop();
            if (!seen.containsKey(address)) {
                var answer = served.get(address, "Authorization", basic(WEB_ONLY));
                seen.put(address, answer.statusCode());
                Jsoup.parse(answer.body()).select("a[href^=/]").eachAttr("href").forEach(left::add);
            }
        }
        assertThat(seen).containsKeys("/table?name=web.clicks", "/run?id=run-9");
        assertThat(seen.values()).containsOnly(200);
    }

    private static List<Integer> statuses(String... pages) throws Exception {
        var statuses = new ArrayList<Integer>();
        for (var page : pages) {
            var answer = served.get(page, "Authorization", basic(WEB_ONLY));
            assertThat(answer.body()).as(page).doesNotContain("customer", "shop-lake");
            statuses.add(answer.statusCode());
        }
        return statuses;
    }

    private static String body(String page, String credentials) throws Exception {
        var answer = served.get(page, "Authorization", basic(credentials));
        assertThat(answer.statusCode()).as(page).isEqualTo(200);
        return answer.body();
    }

    private static String basic(String credentials) {
        return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }
}
