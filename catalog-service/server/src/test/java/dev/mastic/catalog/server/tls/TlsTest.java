// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.catalog.server.http.Binding;
import dev.mastic.catalog.server.http.HealthFace;
import dev.mastic.catalog.server.http.HttpServer;
import dev.mastic.catalog.server.http.Limits;
import dev.mastic.core.config.Secret;
import dev.mastic.core.failure.ExitCode;
import dev.mastic.core.failure.UsageException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TlsTest {
    private static final Secret PASSWORD = Secret.at("secret:env:OPEN", Keytool.PASSWORD);

    @TempDir
    private static Path dir;

    private static Keytool rsa;
    private static Keytool other;
    private static Keytool ec;

    @BeforeAll
    static void make() throws Exception {
        rsa = Keytool.make(dir, "rsa", "RSA");
        other = Keytool.make(dir, "other", "RSA");
        ec = Keytool.make(dir, "ec", "EC");
    }

    private static HttpServer serve(SSLContext tls) {
        return HttpServer.start(
                new Binding("127.0.0.1", 0, false, Optional.of(tls)),
                Limits.standard(),
                List.of(new HealthFace(() -> {})));
    }

    private static HttpRequest health(String url) {
        return HttpRequest.newBuilder(URI.create(url + "/health")).build();
    }

    @ParameterizedTest
    @CsvSource({"RSA, TLSv1.3", "RSA, TLSv1.2", "EC, TLSv1.3", "EC, TLSv1.2"})
    void answersThoseWhoTrustTheCertificate(String algorithm, String protocol) throws Exception {
        var made = algorithm.equals("RSA") ? rsa : ec;
        var client = HttpClient.newBuilder()
                .sslContext(made.trusting())
                .sslParameters(new SSLParameters(null, new String[] {protocol}))
                .build();
        try (var server = serve(TlsIdentity.ofPem(made.certificate(), made.key()))) {
            assertThat(server.url()).startsWith("https://127.0.0.1:");
            var answer = client.send(health(server.url()), BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.sslSession().orElseThrow().getProtocol()).isEqualTo(protocol);
        }
    }

    @Test
    void aKeyStoreServesAsWell() throws Exception {
        var client = HttpClient.newBuilder().sslContext(ec.trusting()).build();
        try (var server = serve(TlsIdentity.ofKeystore(ec.keystore(), PASSWORD))) {
            assertThat(client.send(health(server.url()), BodyHandlers.ofString())
                            .body())
                    .isEqualTo("{\"status\":\"ok\"}\n");
        }
    }

    @Test
    void plainHttpIsNotAnswered() throws Exception {
        var client = HttpClient.newHttpClient();
        try (var server = serve(TlsIdentity.ofPem(rsa.certificate(), rsa.key()))) {
            var plain = health(server.url().replace("https:", "http:"));
            assertThatThrownBy(() -> client.send(plain, BodyHandlers.ofString()))
                    .isInstanceOf(IOException.class);
            assertThatThrownBy(() -> client.send(health(server.url()), BodyHandlers.ofString()))
                    .as("a client that does not know the certificate")
                    .isInstanceOf(SSLHandshakeException.class);
        }
    }

    @Test
    void anyNameOfThisMachineDoes() throws Exception {
        var client = HttpClient.newBuilder().sslContext(rsa.trusting()).build();
        try (var server = serve(TlsIdentity.ofPem(rsa.certificate(), rsa.key()))) {
            var named = server.url().replace("127.0.0.1", "localhost");
            assertThat(client.send(health(named), BodyHandlers.ofString()).statusCode())
                    .isEqualTo(200);
        }
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> assertRefused(Path file, ThrowingCallable call) {
        return assertThatThrownBy(call)
                .isInstanceOfSatisfying(UsageException.class, refused -> assertThat(refused.exitCode())
                        .isEqualTo(ExitCode.USAGE))
                .hasMessageStartingWith("Cannot serve by TLS with " + file + ": ")
                .hasMessageNotContaining(Keytool.PASSWORD);
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        var none = dir.resolve("none");
        assertRefused(none, () -> TlsIdentity.ofPem(none, rsa.key())).hasMessageContaining("there is no such file");
        assertRefused(none, () -> TlsIdentity.ofPem(rsa.certificate(), none));
        assertRefused(none, () -> TlsIdentity.ofKeystore(none, PASSWORD));
        assertRefused(dir, () -> TlsIdentity.ofPem(dir, rsa.key())).hasMessageContaining("it cannot be read");
    }

    @Test
    void aFileOfAnotherFormIsRefusedByWhatItLacks() throws Exception {
        assertRefused(rsa.keystore(), () -> TlsIdentity.ofPem(rsa.keystore(), rsa.key()))
                .hasMessageContaining("it has no certificate (got no block of PEM; expected -----BEGIN CERTIFICATE");
        assertRefused(rsa.key(), () -> TlsIdentity.ofPem(rsa.key(), rsa.key()))
                .hasMessageContaining("got PRIVATE KEY; expected -----BEGIN CERTIFICATE");
        assertRefused(rsa.certificate(), () -> TlsIdentity.ofKeystore(rsa.certificate(), PASSWORD))
                .hasMessageContaining("it is no key store (expected PKCS12)");
        var garbage = dir.resolve("garbage.crt");
        Keytool.write(garbage, "CERTIFICATE", new byte[] {1, 2, 3});
        assertRefused(garbage, () -> TlsIdentity.ofPem(garbage, rsa.key()))
                .hasMessageContaining("a block CERTIFICATE holds none");
    }

    @Test
    void aKeyOfAnotherFormIsToldHowToBecomeOne() throws Exception {
        var old = dir.resolve("old.key");
        Keytool.write(old, "RSA PRIVATE KEY", new byte[] {1, 2, 3});
        assertRefused(old, () -> TlsIdentity.ofPem(rsa.certificate(), old))
                .hasMessageContaining("got RSA PRIVATE KEY; expected one -----BEGIN PRIVATE KEY-----")
                .hasMessageContaining("openssl pkcs8 -topk8 -nocrypt");
        Keytool.write(old, "ENCRYPTED PRIVATE KEY", new byte[] {1, 2, 3});
        assertRefused(old, () -> TlsIdentity.ofPem(rsa.certificate(), old))
                .hasMessageContaining("got ENCRYPTED PRIVATE KEY;");
    }

    @Test
    void aKeyOfAnotherCertificateIsRefused() {
        assertRefused(other.key(), () -> TlsIdentity.ofPem(rsa.certificate(), other.key()))
                .hasMessageContaining("it is not the key of the first certificate in " + rsa.certificate());
        assertRefused(ec.key(), () -> TlsIdentity.ofPem(rsa.certificate(), ec.key()));
        assertRefused(rsa.key(), () -> TlsIdentity.ofPem(ec.certificate(), rsa.key()));
    }

    @Test
    void certificatesThatAreNoChainAreRefused() throws Exception {
        var both = Files.writeString(
                dir.resolve("both.crt"), Files.readString(rsa.certificate()) + Files.readString(other.certificate()));
        assertRefused(both, () -> TlsIdentity.ofPem(both, rsa.key())).hasMessageContaining("are no chain");
        var twice = Files.writeString(
                dir.resolve("twice.crt"), Files.readString(rsa.certificate()) + Files.readString(rsa.certificate()));
        assertRefused(twice, () -> TlsIdentity.ofPem(twice, rsa.key())).hasMessageContaining("are no chain");
    }

    @Test
    void anotherPasswordIsNotRepeated() {
        var wrong = Secret.at("secret:env:WRONG", "close-sesame");
        assertRefused(rsa.keystore(), () -> TlsIdentity.ofKeystore(rsa.keystore(), wrong))
                .hasMessageContaining("it has another password than secret:env:WRONG")
                .hasMessageNotContaining("close-sesame");
    }
}
