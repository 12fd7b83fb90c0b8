// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.core.io.HadoopPart;
import dev.mastic.testkit.Distribution;
import dev.mastic.testkit.S3Server;
import dev.mastic.testkit.SparkExtension;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Commands on a real S3 server, in this JVM and as processes of the distribution. */
@ExtendWith(SparkExtension.class)
class S3IT {
    /** Long, and nowhere else: what must be found in no output. */
    private static final String CANARY = "canary-7d1f0c4be2-secret";

    private static final String JOB = """
            job {
              name = orders
              sources { orders { path = "s3a://lake/%1$s/in", format = csv } }
              sinks {
                files { in = orders, path = "s3a://lake/%1$s/out", format = parquet, partition-by = [country] }
                lake  { in = orders, table = "%1$s.orders", format = iceberg }
              }
            }
            """;

    @TempDir
    static Path home;

    private static S3Server server;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() throws Exception {
        server = S3Server.in(home).bucket("lake");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private Shell shell(String conf) throws IOException {
        Files.writeString(folder.resolve("secret"), S3Server.SECRET_KEY);
        Files.writeString(
                folder.resolve("mastic.conf"),
                conf.replace("${?S3_SECRET}", "\"secret:file:secret\"") + "\nwarehouse = \"s3a://lake/wh\"\n");
        return new Shell(folder);
    }

    private static void put(String key, String content) throws IOException {
        var place = new org.apache.hadoop.fs.Path("s3a://lake/" + key);
        try (var out = place.getFileSystem(HadoopPart.with(server.hadoop())).create(place, true)) {
            out.write(content.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** The settings for verbs that look for {@code mastic.conf} in the folder of this JVM. */
    private static String[] reaching(String... words) {
        var all = new ArrayList<>(List.of(words));
        server.hadoop().forEach((key, value) -> all.addAll(List.of("--conf", "spark.hadoop." + key + "=" + value)));
        return all.toArray(String[]::new);
    }

    @Test
    void aJobReadsEachVersionOnceByItsEtag() throws Exception {
        var shell = shell(server.conf());
        var job = shell.write("job.conf", JOB.formatted("etags")).toString();
        put("etags/in/a.csv", "id,country\n1,de\n2,fr\n");
        put("etags/in/b.csv", "id,country\n3,de\n");
        var first = shell.mastic("run", job, "--output", "json").succeeded().document();
        assertThat(first.at("/sinks/0/rows").asInt()).isEqualTo(3);
        assertThat(first.at("/sinks/1/rows").asInt()).isEqualTo(3);

        // the same content at another time is the same version
        put("etags/in/b.csv", "id,country\n3,de\n");
        var none = shell.mastic("run", job, "--output", "json").succeeded().document();
        assertThat(none.path("status").asText()).isEqualTo("nothing-new");

        // other content of the same size is another one
        put("etags/in/b.csv", "id,country\n4,de\n");
        var changed = shell.mastic("run", job, "--output", "json").succeeded().document();
        assertThat(changed.at("/sources/0/files").asInt()).isEqualTo(1);
        assertThat(changed.at("/sinks/0/rows").asInt()).isEqualTo(1);

        var rows = Shell.raw(reaching("cat", "s3a://lake/etags/out/", "--output", "csv"));
        assertThat(rows.succeeded().lines()).containsExactlyInAnyOrder("id,country", "1,de", "2,fr", "3,de", "4,de");
        var table = shell.mastic(reaching("cat", "etags.orders", "--output", "csv", "--warehouse", "s3a://lake/wh"));
        assertThat(table.succeeded().lines()).hasSize(5);
    }

    @Test
    void aGateNeedsASinkThatShowsItsRowsBeforeTheCommit() throws Exception {
        var shell = shell(server.conf());
        put("gated/in/a.csv", "id,country\n1,de\n");
        var both =
                JOB.formatted("gated").replace("sinks {", "quality { rules = [\"IsComplete \\\"id\\\"\"] }\n  sinks {");
        var job = shell.write("job.conf", both.replaceFirst(" *lake .*\n", "")).toString();
        for (var verb : List.of("check", "run")) {
            var refused = shell.mastic(verb, job);
            assertThat(refused.exitCode()).as(refused.toString()).isEqualTo(2);
            assertThat(refused.out() + refused.err())
                    .contains(
                            "job.conf:4",
                            "Cannot check the rows of 'orders' before the commit: sink 'files' writes files on S3");
        }

        shell.write("job.conf", both);
        var checked = shell.mastic("run", job, "--output", "json").succeeded().document();
        assertThat(checked.at("/quality/0/outcome").asText()).isEqualTo("Passed");
        assertThat(checked.at("/sinks/0/rows").asInt()).isEqualTo(1);
    }

    @Test
    void wrongKeysAreToldInWords() throws Exception {
        // a bucket that nobody has opened with the right ones in this JVM
        server.bucket("closed");
        var shell = shell(server.conf());
        Files.writeString(folder.resolve("secret"), "not-this-one");
        var job = JOB.formatted("denied").replace("s3a://lake/denied/in", "s3a://closed/in");
        shell.mastic("run", shell.write("job.conf", job).toString())
                .failed(1, "access is denied: see which credentials are used");
    }

    @Test
    void aBucketThatIsNotThereIsNamed() {
        Shell.raw(reaching("cat", "s3a://nobodys/orders/"))
                .failed(1, "s3a://nobodys/orders", "there is no such bucket: see its name");
    }

    @Test
    void redoTakesThePlaceOfARun() throws Exception {
        var shell = shell(server.conf());
        var job = shell.write("job.conf", JOB.formatted("redone")).toString();
        put("redone/in/a.csv", "id,country\n1,de\n2,fr\n");
        shell.mastic("run", job, "--run-id", "r1").succeeded();
        var again = shell.mastic("run", job, "--redo", "r1", "--output", "json")
                .succeeded()
                .document();
        assertThat(again.at("/sinks/0/rows").asInt()).isEqualTo(2);
        var rows = Shell.raw(reaching("cat", "s3a://lake/redone/out/", "--output", "csv"));
        assertThat(rows.succeeded().lines()).containsExactlyInAnyOrder("id,country", "1,de", "2,fr");
    }

    @Test
    void crawlsWithTheNamesThatGluesUsersWrite() throws Exception {
        put("crawled/year=2024/a.csv", "id,name\n1,one\n");
        put("crawled/year=2025/b 1+ü%2F.csv", "id,name\n2,two\n");
        var shell = shell(server.conf());
        var s3 = reaching("crawl", "s3://lake/crawled", "--database", "odd", "--output", "json");
        var plain = Stream.concat(
                        Stream.of(s3), Stream.of("--conf", "spark.hadoop.fs.s3.impl=dev.mastic.core.io.S3FileSystem"))
                .toArray(String[]::new);
        var table = shell.mastic(plain).succeeded().document().at("/tables/0");
        assertThat(table.path("location").asText()).isEqualTo("s3://lake/crawled/");
        assertThat(table.path("partitions").asInt()).isEqualTo(2);
        assertThat(shell.mastic(plain)
                        .succeeded()
                        .document()
                        .at("/tables/0/change")
                        .asText())
                .isEqualTo("unchanged");
        var rows = shell.mastic(reaching("cat", "odd.crawled", "--output", "csv"));
        assertThat(rows.succeeded().lines()).containsExactlyInAnyOrder("id,name,year", "1,one,2024", "2,two,2025");
    }

    @Test
    void aDeadEndpointIsNamed() throws Exception {
        int port;
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        var shell = shell(S3Server.conf("http://127.0.0.1:" + port));
        var job = shell.write("job.conf", JOB.replace("lake/", "dead/").formatted("dead"))
                .toString();
        shell.mastic("run", job)
                .failed(1, "the S3 endpoint http://127.0.0.1:" + port + " does not answer", "s3.endpoint");
    }

    /** It takes connections and says nothing. */
    @Test
    void aSilentEndpointIsNamed() throws Exception {
        try (var silent = new ServerSocket(0)) {
            var shell = shell(S3Server.conf("http://127.0.0.1:" + silent.getLocalPort()));
            var job = shell.write("job.conf", JOB.replace("lake/", "silent/").formatted("silent"))
                    .toString();
            shell.mastic("run", job).failed(1, "does not answer", "timed out");
        }
    }

    @Test
    void wrongSettingsAreProblemsWithTheirLines() throws Exception {
        var shell = shell("""
                s3 {
                  endpoint = "nowhere"
                  credentials = key
                  secret-key = "plain"
                  encryption = sse-c
                  buckets { logs { credentials = role }, other = 1 }
                  regoin = x
                }
                """);
        var said = shell.mastic(
                "run", shell.write("job.conf", JOB.formatted("wrong")).toString());
        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.err())
                .contains("mastic.conf:2", "http://", "mastic.conf:3", "did you mean 'keys'?", "mastic.conf:4")
                .contains("a reference to a secret", "missing setting 'encryption-key'", "missing setting 'role-arn'")
                .contains("bucket 'other' must be a block", "unknown setting 'regoin'", "did you mean 'region'?")
                .doesNotContain("plain");
    }

    /** A process of the distribution, whose secret stands in its environment. */
    private Distribution.Outcome child(String secret, String... words) throws Exception {
        var command =
                new ArrayList<>(List.of(Distribution.ofThisBuild().launcher().toString()));
        command.addAll(List.of(words));
        var out = folder.resolve("child.out");
        var err = folder.resolve("child.err");
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().put("S3_SECRET", secret);
        int code = builder.start().waitFor();
        return new Distribution.Outcome(code, Files.readString(out), Files.readString(err));
    }

    @Test
    void aSecretIsInNoOutput() throws Exception {
        Files.writeString(
                folder.resolve("mastic.conf"),
                server.conf() + "\nspark { eventLog.enabled = true, eventLog.dir = \"file://"
                        + Files.createDirectory(folder.resolve("events")) + "\" }\nwarehouse = wh\n");
        Files.writeString(folder.resolve("job.conf"), """
                job {
                  name = canary
                  sources { orders { path = "s3a://lake/canary/in", format = csv } }
                  sinks { files { in = orders, path = "s3a://lake/canary/out", format = parquet } }
                }
                """);
        put("canary/in/a.csv", "id\n1\n");
        var refused = child(CANARY, "run", "job.conf", "--debug", "--output", "json");
        assertThat(refused.exitCode()).as(refused.err()).isEqualTo(1);
        var ran = child(S3Server.SECRET_KEY, "run", "job.conf", "--debug", "--output", "json");
        assertThat(ran.exitCode()).as(ran.err()).isZero();

        var all = new StringBuilder();
        List.of(refused, ran).forEach(said -> all.append(said.out()).append(said.err()));
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                all.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
        assertThat(folder.resolve("events")).isNotEmptyDirectory();
        assertThat(all.toString().contains(CANARY)).isFalse();
        assertThat(all.toString().contains(S3Server.SECRET_KEY)).isFalse();
    }

    /** The server reads and writes the same tables, with its own class path. */
    @Test
    void theServerHasTablesOnS3() throws Exception {
        Files.writeString(folder.resolve("mastic.conf"), server.conf() + "\nwarehouse = \"s3a://lake/served\"\n");
        var builder = new ProcessBuilder(Distribution.ofThisBuild().launcher().toString(), "serve", "--port", "0")
                .directory(folder.toFile())
                .redirectError(folder.resolve("serve.err").toFile());
        builder.environment().put("S3_SECRET", S3Server.SECRET_KEY);
        var serving = builder.start();
        try (var lines = serving.inputReader()) {
            var url = lines.readLine().replaceAll(".* at ", "") + "/iceberg/v1";
            assertThat(post(url + "/namespaces", "{\"namespace\":[\"sales\"],\"properties\":{}}"))
                    .contains("sales");
            var made = post(url + "/namespaces/sales/tables", """
                    {"name":"orders","schema":{"type":"struct","schema-id":0,"fields":[
                    {"id":1,"name":"id","required":false,"type":"long"}]}}""");
            assertThat(made).contains("\"metadata-location\":\"s3a://lake/served/sales/orders/metadata/");
            assertThat(made).doesNotContain(S3Server.SECRET_KEY);
        } finally {
            serving.destroy();
            serving.waitFor();
        }
        assertThat(Files.readString(folder.resolve("serve.err"))).doesNotContain(S3Server.SECRET_KEY);
    }

    private static String post(String url, String body) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }
}
