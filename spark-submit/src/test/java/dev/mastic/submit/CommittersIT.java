// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.testkit.ChildProcess;
import dev.mastic.testkit.Distribution;
import dev.mastic.testkit.PostgresExtension;
import dev.mastic.testkit.PostgresExtension.PostgresUrl;
import dev.mastic.testkit.TestJvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.iceberg.Schema;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.SupportsNamespaces;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Committers of one Iceberg table through all faces of the catalog at once: every commit is there, and none twice. */
@Tag("clients")
@ExtendWith(PostgresExtension.class)
class CommittersIT {
    private static final int EACH = 8;
    /** Two processes each; two of Spark have one committer more. */
    private static final List<String> FACES = List.of("rest", "glue", "spark", "rest", "glue", "spark");

    private static final Map<String, String> KEYS = Map.of(
            "AWS_ACCESS_KEY_ID", "nobody",
            "AWS_SECRET_ACCESS_KEY", "nothing",
            "AWS_REGION", "eu-central-1",
            "SPARK_LOCAL_IP", "127.0.0.1");

    @TempDir
    private Path folder;

    private record Served(Process process, String url) implements AutoCloseable {
        @Override
        public void close() {
            process.destroy();
            process.onExit().join();
        }
    }

    @Test
    void everyCommitIsThereOnceOnSqlite() throws Exception {
        everyCommitIsThereOnce(folder.resolve("mastic.db").toString());
    }

    @Test
    void everyCommitIsThereOnceOnPostgres(PostgresUrl postgres) throws Exception {
        everyCommitIsThereOnce(postgres.url());
    }

    private void everyCommitIsThereOnce(String db) throws Exception {
        try (var server = serve(db)) {
            var catalog = rest(server);
            create(catalog);
            var committers = new ArrayList<ChildProcess>();
            int next = 0;
            for (int i = 0; i < FACES.size(); i++) {
                int count = FACES.get(i).equals("spark") ? EACH + 1 : EACH;
                var place = FACES.get(i).equals("spark") ? db : server.url();
                committers.add(
                        TestJvm.start(KEYS, Committer.class, FACES.get(i), place, warehouse(), "" + next, "" + count));
                next += count;
            }
            var acknowledged = new ArrayList<Integer>();
            for (var committer : committers) {
                var outcome = committer.outcome();
                assertThat(outcome.exitCode()).as(outcome.err()).isZero();
                outcome.out().lines().map(Integer::parseInt).forEach(acknowledged::add);
            }
            var all = IntStream.range(0, next).boxed().toList();
            assertThat(all).hasSize(50);
            assertThat(acknowledged).containsExactlyInAnyOrderElementsOf(all);
            var table = catalog.loadTable(Committer.TABLE);
            assertThat(Committer.numbers(table)).containsExactlyInAnyOrderElementsOf(all);
            assertThat(table.currentSnapshot().summary()).containsEntry("total-records", "50");
        }
    }

    @Test
    void aServerThatIsKilledUnderLoadLosesNothingItHasAcknowledged() throws Exception {
        var db = folder.resolve("mastic.db").toString();
        Queue<Integer> acknowledged = new ConcurrentLinkedQueue<>();
        var next = new AtomicInteger();
        for (int kill = 0; kill < 3; kill++) {
            try (var server = serve(db)) {
                var catalog = rest(server);
                if (kill == 0) {
                    create(catalog);
                }
                int before = acknowledged.size();
                var threads = Executors.newFixedThreadPool(4);
                IntStream.range(0, 4)
                        .forEach(i -> threads.execute(() -> commitUntilItFails(catalog, next, acknowledged)));
                while (acknowledged.size() < before + 10) {
                    Thread.sleep(20);
                }
                server.process().destroyForcibly().onExit().join();
                threads.shutdown();
                assertThat(threads.awaitTermination(2, TimeUnit.MINUTES)).isTrue();
            }
        }
        try (var server = serve(db)) {
            var numbers = Committer.numbers(rest(server).loadTable(Committer.TABLE));
            assertThat(numbers).doesNotHaveDuplicates().containsAll(acknowledged);
        }
    }

    private static void commitUntilItFails(Catalog catalog, AtomicInteger next, Queue<Integer> acknowledged) {
        try {
            while (true) {
                acknowledged.add(Committer.append(catalog.loadTable(Committer.TABLE), next.getAndIncrement()));
            }
        } catch (RuntimeException e) {
            // the server has gone, which is what the test is about: nothing was acknowledged
            return;
        }
    }

    private Catalog rest(Served server) {
        return Committer.catalog("rest", server.url(), warehouse());
    }

    private static void create(Catalog catalog) {
        ((SupportsNamespaces) catalog).createNamespace(Namespace.of("lake"));
        var patient = Map.of(
                "commit.retry.num-retries", "500",
                "commit.retry.min-wait-ms", "10",
                "commit.retry.max-wait-ms", "500",
                "commit.retry.total-timeout-ms", "1200000");
        var id = Types.NestedField.optional(1, "id", Types.IntegerType.get());
        catalog.buildTable(Committer.TABLE, new Schema(id))
                .withProperties(patient)
                .create();
    }

    private String warehouse() {
        return folder.resolve("warehouse").toString();
    }

    private Served serve(String db) throws IOException {
        var launcher = Distribution.ofThisBuild().launcher().toString();
        var process = new ProcessBuilder(launcher, "serve", "--port", "0", "--db", db, "--warehouse", warehouse())
                .directory(folder.toFile())
                .redirectError(folder.resolve("serve.err").toFile())
                .start();
        var said =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)).readLine();
        assertThat(said).as("the line of a server that is ready").isNotNull();
        return new Served(process, said.substring(said.lastIndexOf(' ') + 1));
    }
}
