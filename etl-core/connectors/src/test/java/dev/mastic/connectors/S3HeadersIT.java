// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.config.Project;
import dev.mastic.core.io.HadoopPart;
import dev.mastic.testkit.RecordingProxy;
import dev.mastic.testkit.S3Server;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What goes over the wire by the settings of credentials and encryption, read between the client and a real server. S3Proxy does not keep
 * keys and gives no roles: what it answers is not asked.
 */
class S3HeadersIT {
    @TempDir
    static java.nio.file.Path folder;

    private static S3Server server;

    @BeforeAll
    static void start() throws Exception {
        server = S3Server.in(folder).bucket("headers");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Configuration reached(RecordingProxy proxy, String credentials, String more) throws IOException {
        Files.writeString(folder.resolve("secret"), S3Server.SECRET_KEY);
        Files.writeString(folder.resolve("key"), key());
        Files.writeString(folder.resolve("token"), "token-of-a-session");
        Files.writeString(folder.resolve("profiles"), """
                [analytics]
                aws_access_key_id = key-of-a-profile
                aws_secret_access_key = any
                """);
        Files.writeString(
                folder.resolve("mastic.conf"),
                "s3 { endpoint = \"" + proxy.url() + "\", path-style = true, " + credentials + " " + more + " }");
        var configuration = HadoopPart.with(
                Project.of(folder, Optional.empty(), Optional.empty()).hadoop());
        configuration.set("fs.s3a.attempts.maximum", "1");
        configuration.set("fs.s3a.retry.limit", "1");
        return configuration;
    }

    private static final String KEYS =
            "credentials = keys, access-key = " + S3Server.ACCESS_KEY + ", secret-key = \"secret:file:secret\",";

    private static String key() {
        return Base64.getEncoder().encodeToString("0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8));
    }

    /** What is sent when a file is written, whatever comes of it; header names in lower case. */
    private static String sentBy(String credentials, String more) throws IOException {
        try (var proxy = RecordingProxy.to(server.port());
                var fs =
                        FileSystem.newInstance(new Path("s3a://headers/").toUri(), reached(proxy, credentials, more))) {
            try (var out = fs.create(new Path("s3a://headers/file"), true)) {
                out.write(1);
            } catch (IOException e) {
                assertThat(e).as("the server has no such keys, roles or users").hasMessageContaining("file");
            }
            return proxy.sent().toLowerCase(Locale.ROOT);
        }
    }

    @Test
    void encryptionByTheStoresOwnKeys() throws Exception {
        assertThat(sentBy(KEYS, "encryption = sse-s3")).contains("x-amz-server-side-encryption: aes256");
    }

    @Test
    void encryptionByAKeyOfKms() throws Exception {
        assertThat(sentBy(KEYS, "encryption = sse-kms, kms-key = my-key"))
                .contains("x-amz-server-side-encryption: aws:kms")
                .contains("x-amz-server-side-encryption-aws-kms-key-id: my-key");
    }

    @Test
    void encryptionByAKeyOfTheCaller() throws Exception {
        assertThat(sentBy(KEYS, "encryption = sse-c, encryption-key = \"secret:file:key\""))
                .contains("x-amz-server-side-encryption-customer-algorithm: aes256")
                .contains("x-amz-server-side-encryption-customer-key: " + key().toLowerCase(Locale.ROOT))
                .contains("x-amz-server-side-encryption-customer-key-md5: ");
    }

    @Test
    void keysAreSignedWith() throws Exception {
        assertThat(sentBy(KEYS, ""))
                .contains("credential=" + S3Server.ACCESS_KEY + "/")
                .doesNotContain(S3Server.SECRET_KEY);
    }

    @Test
    void temporaryKeysBringTheirToken() throws Exception {
        assertThat(sentBy(KEYS.replace("= keys", "= session"), "session-token = \"secret:file:token\""))
                .contains("x-amz-security-token: token-of-a-session");
    }

    @Test
    void aProfileIsLookedUpInItsFile() throws Exception {
        assertThat(sentBy("credentials = profile,", "profile = analytics, profile-file = profiles"))
                .contains("credential=key-of-a-profile/");
    }

    @Test
    void anonymousRequestsAreNotSigned() throws Exception {
        assertThat(sentBy("credentials = anonymous,", "")).contains("/headers").doesNotContain("authorization:");
    }

    /** Hadoop asks for roles by TLS at port 443 only: there is nobody here, and that is what it says. */
    @Test
    void aRoleIsAskedForAtItsEndpoint() throws Exception {
        try (var proxy = RecordingProxy.to(server.port())) {
            var configuration = reached(
                    proxy,
                    KEYS.replace("= keys", "= role"),
                    "role-arn = \"arn:aws:iam::123456789012:role/etl\", sts-endpoint = localhost");
            assertThatThrownBy(() -> FileSystem.newInstance(new Path("s3a://headers/").toUri(), configuration)
                            .getFileStatus(new Path("s3a://headers/file")))
                    .isInstanceOf(IOException.class)
                    .hasStackTraceContaining("AssumeRole")
                    .message()
                    .contains("localhost")
                    .doesNotContain(S3Server.SECRET_KEY);
            assertThat(proxy.sent()).doesNotContain("Authorization:");
        }
    }
}
