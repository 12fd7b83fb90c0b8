// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.auth;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** A request that the SDK's signer has signed, changed afterwards. */
class SignedByHandTest {
    private static final Clock NOW = Clock.fixed(Instant.parse("2026-05-01T12:00:00Z"), ZoneOffset.UTC);
    private static final byte[] BODY = "{\"Name\":\"a\"}".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path folder;

    private SignatureV4 signatures;

    @BeforeEach
    void readKeys() throws Exception {
        var file = folder.resolve("keys");
        Files.writeString(file, "[ada]\naws_access_key_id=AKIDADA\naws_secret_access_key=sesame\n");
        signatures = new SignatureV4(Keys.read(file), NOW);
    }

    private static Map<String, String> signed(String service) {
        var request = SdkHttpRequest.builder()
                .uri(URI.create("http://127.0.0.1:8650/"))
                .method(SdkHttpMethod.POST)
                .putHeader("X-Amz-Target", "AWSGlue.GetDatabase")
                .build();
        var signed = AwsV4HttpSigner.create().sign(r -> r.identity(AwsCredentialsIdentity.create("AKIDADA", "sesame"))
                .request(request)
                .payload(ContentStreamProvider.fromByteArray(BODY))
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                .putProperty(AwsV4HttpSigner.REGION_NAME, "eu-west-1")
                .putProperty(HttpSigner.SIGNING_CLOCK, NOW));
        var headers = new HashMap<String, String>();
        signed.request().forEachHeader((name, values) -> headers.put(name, String.join(",", values)));
        return headers;
    }

    private void verify(Map<String, String> headers, byte[] body) {
        signatures.verify(new SignedRequest("POST", "/", headers, body));
    }

    @Test
    void itIsTakenAsItWasSigned() {
        assertThatCode(() -> verify(signed("glue"), BODY)).doesNotThrowAnyException();
    }

    @Test
    void anotherBodyOrOperationIsRefused() {
        assertThatThrownBy(() -> verify(signed("glue"), "{}".getBytes(StandardCharsets.UTF_8)));
        var headers = signed("glue");
        headers.put("X-Amz-Target", "AWSGlue.DeleteDatabase");
        assertThatThrownBy(() -> verify(headers, BODY)).hasMessageContaining("does not match");
    }

    @Test
    void aBodyThatIsNotSignedIsRefused() {
        var headers = signed("glue");
        headers.put("x-amz-content-sha256", "UNSIGNED-PAYLOAD");
        assertThatThrownBy(() -> verify(headers, BODY)).hasMessageContaining("UNSIGNED-PAYLOAD");
    }

    @Test
    void anotherServiceOrFormIsRefused() {
        assertThatThrownBy(() -> verify(signed("s3"), BODY)).hasMessageContaining("correct service");
        var headers = signed("glue");
        headers.put("Authorization", "Bearer x");
        assertThatThrownBy(() -> verify(headers, BODY)).hasMessageContaining("no signature of version 4");
    }

    @Test
    void theOperationMustBeSigned() {
        var headers = signed("glue");
        var name = headers.containsKey("Authorization") ? "Authorization" : "authorization";
        headers.put(name, headers.get(name).replace(";x-amz-target", ""));
        assertThatThrownBy(() -> verify(headers, BODY)).hasMessageContaining("must be a 'SignedHeader'");
    }
}
