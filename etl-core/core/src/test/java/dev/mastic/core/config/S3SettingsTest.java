// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class S3SettingsTest {
    @TempDir
    Path folder;

    private S3Settings read(String written, Problems problems) throws Exception {
        Files.writeString(folder.resolve("secret"), "shh\n");
        Files.writeString(folder.resolve("token"), "token-of-a-session");
        var block = ConfigFactory.parseString("s3 {" + written + "}").resolve().getObject("s3");
        return S3Settings.read(block, folder.toString(), problems);
    }

    private Map<String, String> hadoop(String written) throws Exception {
        var problems = new Problems();
        var settings = read(written, problems);
        assertThat(problems.list()).isEmpty();
        assertThat(settings.toString()).doesNotContain("shh");
        return settings.hadoop();
    }

    private List<String> problems(String written) throws Exception {
        var problems = new Problems();
        read(written, problems);
        return problems.list().stream().map(Problem::message).toList();
    }

    @Test
    void saysTheSameInHadoopsWords() throws Exception {
        assertThat(hadoop("""
                        endpoint = "http://127.0.0.1:9000", path-style = true
                        credentials = keys, access-key = AK, secret-key = "secret:file:secret"
                        encryption = sse-kms, kms-key = "arn:aws:kms:x"
                        buckets { logs { region = eu-west-1, credentials = anonymous } }
                        """))
                .containsEntry("fs.s3a.endpoint", "http://127.0.0.1:9000")
                .containsEntry("fs.s3a.connection.ssl.enabled", "false")
                .containsEntry("fs.s3a.endpoint.region", "us-east-1")
                .containsEntry("fs.s3a.path.style.access", "true")
                .containsEntry("fs.s3a.access.key", "AK")
                .containsEntry("fs.s3a.secret.key", "shh")
                .containsEntry(
                        "fs.s3a.aws.credentials.provider", "org.apache.hadoop.fs.s3a.SimpleAWSCredentialsProvider")
                .containsEntry("fs.s3a.encryption.algorithm", "SSE-KMS")
                .containsEntry("fs.s3a.encryption.key", "arn:aws:kms:x")
                .containsEntry("fs.s3a.bucket.logs.endpoint.region", "eu-west-1")
                .containsEntry(
                        "fs.s3a.bucket.logs.aws.credentials.provider",
                        "org.apache.hadoop.fs.s3a.AnonymousAWSCredentialsProvider");
    }

    @Test
    void awsOwnEndpointsSayTheirRegionThemselves() throws Exception {
        assertThat(hadoop("endpoint = \"https://s3.eu-central-1.amazonaws.com\""))
                .doesNotContainKey("fs.s3a.endpoint.region")
                .containsEntry("fs.s3a.connection.ssl.enabled", "true");
    }

    @Test
    void aRoleIsTakenByTheKeysOrElseByAwsDefault() throws Exception {
        assertThat(hadoop("credentials = role, role-arn = r, access-key = AK, secret-key = \"secret:file:secret\","
                        + " sts-endpoint = sts.local"))
                .containsEntry("fs.s3a.assumed.role.arn", "r")
                .containsEntry("fs.s3a.assumed.role.sts.endpoint", "sts.local")
                .containsEntry("fs.s3a.assumed.role.sts.endpoint.region", "us-east-1")
                .containsEntry(
                        "fs.s3a.assumed.role.credentials.provider",
                        "org.apache.hadoop.fs.s3a.SimpleAWSCredentialsProvider");
        assertThat(hadoop("credentials = role, role-arn = r"))
                .containsEntry(
                        "fs.s3a.assumed.role.credentials.provider",
                        "software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "credentials = keys | missing setting 'access-key', which credentials = keys needs",
                "credentials = session, access-key = a, secret-key = \"secret:file:secret\""
                        + " | missing setting 'session-token', which credentials = session needs",
                "credentials = role | missing setting 'role-arn', which credentials = role needs",
                "access-key = a | setting 'access-key' goes with credentials = keys, session or role",
                "profile = p | setting 'profile' goes with credentials = profile",
                "profile-file = p | setting 'profile-file' goes with credentials = profile",
                "role-arn = p | setting 'role-arn' goes with credentials = role",
                "sts-endpoint = p | setting 'sts-endpoint' goes with credentials = role",
                "session-token = \"secret:file:token\" | setting 'session-token' goes with credentials = session",
                "encryption = sse-c | missing setting 'encryption-key', which encryption = sse-c needs",
                "encryption = sse-s3, kms-key = k | setting 'kms-key' goes with encryption = sse-kms",
                "encryption-key = \"secret:file:secret\" | setting 'encryption-key' goes with encryption = sse-c",
                "buckets { b { profile = p } } | setting 'profile' goes with credentials = profile",
                "buckets { b = 1 } | bucket 'b' must be a block in braces (got number)"
            })
    void whatDoesNotGoTogetherIsAProblem(String written, String message) throws Exception {
        assertThat(problems(written)).contains(message);
    }

    @ParameterizedTest
    @CsvSource({"nowhere", "ftp://x", "http://user:pass@host", "http:// x"})
    void anEndpointIsAnAddress(String written) throws Exception {
        assertThat(problems("endpoint = \"" + written + "\""))
                .singleElement()
                .asString()
                .contains("setting 'endpoint' must be an address such as https://s3.example.com");
    }

    @Test
    void rolesAreAskedForAtAHost() throws Exception {
        assertThat(problems("credentials = role, role-arn = r, sts-endpoint = \"http://127.0.0.1:1\""))
                .singleElement()
                .asString()
                .startsWith("setting 'sts-endpoint' must be the name of a host: without https://");
    }

    @Test
    void whatIsSaidToSparkWins() throws Exception {
        Files.writeString(folder.resolve("mastic.conf"), """
                s3 { endpoint = "http://127.0.0.1:1" }
                spark { hadoop.fs.s3a.endpoint = "http://127.0.0.1:2", sql.shuffle.partitions = 3 }
                """);
        var project = Project.of(folder, Optional.empty(), Optional.empty());
        assertThat(project.hadoop()).containsEntry("fs.s3a.endpoint", "http://127.0.0.1:2");
        var given = project.withSpark(Map.of("spark.hadoop.fs.s3a.endpoint", "http://127.0.0.1:3"));
        assertThat(given.hadoop()).containsEntry("fs.s3a.endpoint", "http://127.0.0.1:3");
    }
}
