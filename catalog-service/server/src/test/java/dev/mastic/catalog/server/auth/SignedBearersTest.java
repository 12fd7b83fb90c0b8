// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.catalog.Access;
import dev.mastic.catalog.AccessTokens;
import dev.mastic.catalog.RelationalCatalog;
import dev.mastic.catalog.Role;
import dev.mastic.core.failure.UsageException;
import dev.mastic.database.RelationalStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import org.apache.iceberg.exceptions.NotAuthorizedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignedBearersTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Access ANN = new Access("ann", Role.WRITER, Set.of("sales"));

    @TempDir
    Path dir;

    private RelationalStore store;
    private RelationalCatalog catalog;
    private AccessTokens tokens;

    @BeforeEach
    void open() {
        store = RelationalStore.open(dir.resolve("mastic.db").toString());
        catalog = new RelationalCatalog(store);
        tokens = new AccessTokens(catalog);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private Bearers at(Instant now) throws IOException {
        var file = Files.writeString(
                dir.resolve("keys"),
                "[bob]\naws_access_key_id = AKBOB\naws_secret_access_key = secret\nmastic_role = reader\n"
                        + "mastic_databases = Sales, other\n");
        var key = new StoredKey(catalog.objects(), "bearers");
        return new SignedBearers(Keys.read(file), tokens, key, Clock.fixed(now, ZoneOffset.UTC));
    }

    @Test
    void aTokenIsGoodByItself() throws IOException {
        var secret = tokens.create(ANN);
        assertThat(at(NOW).verify("Bearer ann~" + secret)).isEqualTo(ANN);
        assertThat(at(NOW).verify("bearer ann~" + secret)).isEqualTo(ANN);
        refused("Bearer ann~" + secret + "0");
        refused("Bearer bob~" + secret);
        refused("Basic ann~" + secret);
        refused("Bearer ");
        refused("Bearer not-a-token");
        refused(null);
    }

    @Test
    void aTokenIsGivenForCredentialsAndEnds() throws IOException {
        var secret = tokens.create(ANN);
        var given = "Bearer " + at(NOW).issue("ann", secret);
        assertThat(at(NOW).verify(given)).isEqualTo(ANN);
        var later = NOW.plus(SignedBearers.LIFETIME).minusSeconds(1);
        assertThat(at(later).verify(given)).isEqualTo(ANN);
        assertThatThrownBy(() -> at(NOW.plus(SignedBearers.LIFETIME)).verify(given))
                .isInstanceOf(NotAuthorizedException.class);
        refused(given.substring(0, given.length() - 2));
        assertThatThrownBy(() -> at(NOW).issue("ann", "none"))
                .isInstanceOfSatisfying(
                        OAuthException.class, e -> assertThat(e.error()).isEqualTo("invalid_client"));
    }

    @Test
    void aTokenIsRenewedAsLongAsItIsGood() throws IOException {
        var given = at(NOW).issue("ann", tokens.create(ANN));
        var half = NOW.plus(Duration.ofMinutes(30));
        var fresh = at(half).renew(given);
        assertThat(at(half.plus(Duration.ofMinutes(59))).verify("Bearer " + fresh))
                .isEqualTo(ANN);
        assertThatThrownBy(() -> at(NOW.plus(Duration.ofHours(2))).renew(given)).isInstanceOf(OAuthException.class);
        tokens.revoke("ann");
        assertThatThrownBy(() -> at(half).renew(given)).isInstanceOf(OAuthException.class);
        assertThatThrownBy(() -> at(half).verify("Bearer " + given)).isInstanceOf(NotAuthorizedException.class);
    }

    @Test
    void keysServeAsCredentialsToo() throws IOException {
        var bob = new Access("bob", Role.READER, Set.of("sales", "other"));
        assertThat(at(NOW).verify("Bearer " + at(NOW).issue("AKBOB", "secret"))).isEqualTo(bob);
        assertThat(at(NOW).verify("Bearer AKBOB~secret")).isEqualTo(bob);
    }

    @Test
    void refusesARoleThatIsNone() throws IOException {
        var file = Files.writeString(
                dir.resolve("bad"),
                "[bob]\naws_access_key_id = AKBOB\naws_secret_access_key = secret\nmastic_role = king\n");
        assertThatThrownBy(() -> Keys.read(file))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining(
                        "profile bob has an unknown mastic_role (got king; expected reader, writer or admin)");
    }

    private void refused(String authorization) {
        assertThatThrownBy(() -> at(NOW).verify(authorization)).isInstanceOf(NotAuthorizedException.class);
    }
}
