// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "password",
                "mastic.source.password",
                "PASSWD",
                "aws.secret.access.key",
                "fs.s3a.access-key",
                "SessionToken",
                "oauth2.credential",
                "account_key",
                "private-key",
                "apikey"
            })
    void hidesValuesByTheirKeys(String key) {
        assertThat(Secrets.shown(key, "hush")).isEqualTo(Secrets.HIDDEN);
        assertThat(Secrets.shown(key, "secret:env:NAME")).isEqualTo("secret:env:NAME");
        assertThat(Secrets.shown(key, "")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"location", "classification", "recordCount", "sizeKey", "primary.key", "partition_keys"})
    void showsOthers(String key) {
        assertThat(Secrets.shown(key, "v")).isEqualTo("v");
    }

    @Test
    void hidesWhatStandsInAPlace() {
        assertThat(Secrets.shown("jdbc:postgresql://ada:hush@127.0.0.1/shop?ssl=true&password=hush&x=1"))
                .isEqualTo("jdbc:postgresql://(not shown)@127.0.0.1/shop?ssl=true&password=(not shown)&x=1");
        assertThat(Secrets.shown("https://host/a?X-Amz-Signature=0a1b&y=2"))
                .isEqualTo("https://host/a?X-Amz-Signature=(not shown)&y=2");
        assertThat(Secrets.shown("s3://bucket/a@b/")).isEqualTo("s3://bucket/a@b/");
    }
}
