// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.failure.EtlException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionJsonTest {
    private static final String CANARY = "c4n4ry";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"ConnectionProperties\":{\"PASSWORD\":\"c4n4ry\",\"USERNAME\":\"u\"}}",
                "{\"ConnectionProperties\":{\"KAFKA_CLIENT_KEY_PASSWORD\":\"c4n4ry\"}}",
                "{\"ConnectionProperties\":{\"ENCRYPTED_PASSWORD\":\"c4n4ry\"}}",
                "{\"ConnectionProperties\":{\"JDBC_CONNECTION_URL\":\"jdbc:postgresql://u:c4n4ry@db/x\"}}",
                "{\"ConnectionProperties\":{\"JDBC_CONNECTION_URL\":\"jdbc:postgresql://db/x?a=b&password=c4n4ry&c=d\"}}",
                "{\"AuthenticationConfiguration\":{\"OAuth2Properties\":{\"OAuth2Credentials\":{\"AccessToken\":\"c4n4ry\"}}}}",
            })
    void showsAndExportsNoSecret(String json) {
        assertThat(ConnectionJson.masked(json)).doesNotContain(CANARY).contains("***");
        assertThat(ConnectionJson.withoutSecrets(json)).doesNotContain(CANARY);
        assertThat(ConnectionJson.withoutSecrets(ConnectionJson.withoutSecrets(json)))
                .isEqualTo(ConnectionJson.withoutSecrets(json));
    }

    @Test
    void leavesWhatIsNoSecretAsItIs() {
        var json =
                "{ \"Name\":\"shop\", \"ConnectionProperties\":{\"PASSWORD\":\"secret:env:SHOP\",\"SECRET_ID\":\"shop/db\","
                        + "\"USERNAME\":\"u\",\"JDBC_CONNECTION_URL\":\"jdbc:postgresql://db/x?user=u\"},"
                        + "\"AuthenticationConfiguration\":{\"OAuth2Properties\":{\"TokenUrl\":\"https://idp.example/token\"}} }";
        assertThat(ConnectionJson.masked(json)).isEqualTo(json);
        assertThat(ConnectionJson.withoutSecrets(json)).isEqualTo(json);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"PASSWORD\": c4n4ry", "[\"c4n4ry\"]", "c4n4ry"})
    void repeatsNothingOfATextThatItCannotRead(String text) {
        assertThatThrownBy(() -> ConnectionJson.parse(text))
                .isInstanceOf(EtlException.class)
                .hasMessageStartingWith("Cannot read a connection")
                .hasNoCause()
                .hasMessageNotContaining(CANARY);
    }
}
