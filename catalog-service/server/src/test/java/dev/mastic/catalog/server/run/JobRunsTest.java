// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.catalog.RelationalCatalog;
import dev.mastic.core.catalog.CatalogObjects;
import dev.mastic.core.catalog.ObjectKey;
import dev.mastic.core.catalog.ObjectKind;
import dev.mastic.core.catalog.Page;
import dev.mastic.database.RelationalStore;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.glue.model.JobRun;
import software.amazon.awssdk.services.glue.model.JobRunState;

/** Runs whose program is a script of the shell: what becomes of them. That jobs really run is tested with the distribution. */
class JobRunsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path dir;

    private RelationalStore store;
    private CatalogObjects objects;

    @BeforeEach
    void open() {
        store = RelationalStore.open(dir.resolve("mastic.db").toString());
        objects = new RelationalCatalog(store).objects();
    }

    @AfterEach
    void close() {
        store.close();
    }

    private JobRuns server(String script) throws Exception {
        return server(objects, script);
    }

    private JobRuns server(CatalogObjects objects, String script) throws Exception {
        var program = Files.writeString(dir.resolve("program"), "#!/bin/sh\n" + script);
        assertThat(program.toFile().setExecutable(true)).isTrue();
        return new JobRuns(objects, new MasticCommand(Optional.of(program), "db", "warehouse"));
    }

    private ObjectKey create(int retries) {
        var now = Instant.now();
        var run = JobRun.builder()
                .id(JobRunKeys.id(now))
                .jobName("j")
                .attempt(0)
                .startedOn(now)
                .timeout(10)
                .jobRunState(JobRunState.STARTING)
                .build();
        var key = JobRunKeys.of("j", run.id());
        objects.create(key, KeptRun.of(run, "/jobs/j.conf", retries).json());
        return key;
    }

    private List<JobRun> runs() {
        return Page.all(10, part -> objects.page(ObjectKind.JOB_RUN, ObjectKey.Owner.NOTHING, "", part)).stream()
                .map(object -> KeptRun.read(object.json()).run())
                .toList();
    }

    private JobRunState state(ObjectKey key) {
        return KeptRun.read(objects.get(key).json()).run().jobRunState();
    }

    private static void until(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            Thread.sleep(20);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    @Test
    void aRunThatFailsIsDoneAgainAsOftenAsItsJobSays() throws Exception {
        try (var server = server("echo no luck >&2; exit 1\n")) {
            var first = create(2);
            server.start(first);
            until(() -> runs().size() == 3 && runs().stream().allMatch(run -> run.jobRunState() == JobRunState.FAILED));
            var runs = runs();
            assertThat(runs).extracting(JobRun::attempt).containsExactlyInAnyOrder(0, 1, 2);
            assertThat(runs).extracting(JobRun::errorMessage).containsOnly("no luck");
            for (var run : runs) {
                if (run.attempt() == 0) {
                    assertThat(run.previousRunId()).isNull();
                } else {
                    assertThat(run.id()).endsWith("_attempt_" + run.attempt());
                    assertThat(runs)
                            .filteredOn(each -> each.id().equals(run.previousRunId()))
                            .singleElement()
                            .extracting(JobRun::attempt)
                            .isEqualTo(run.attempt() - 1);
                }
            }
        }
    }

    @Test
    void aRunThatSucceedsAtLastIsNotDoneAgain() throws Exception {
        try (var server = server("[ -e " + dir + "/tried ] && exit 0; touch " + dir + "/tried; exit 1\n")) {
            server.start(create(5));
            until(() -> runs().stream().anyMatch(run -> run.jobRunState() == JobRunState.SUCCEEDED));
            assertThat(runs()).hasSize(2);
        }
    }

    @Test
    void anyServerStopsARun() throws Exception {
        var script = "trap 'exit 143' TERM; while :; do sleep 0.05; done\n";
        try (var owner = server(script);
                var other = server(script)) {
            var key = create(3);
            owner.start(key);
            assertThat(state(key)).isEqualTo(JobRunState.RUNNING);
            assertThat(other.stop(key)).isTrue();
            until(() -> state(key) == JobRunState.STOPPED);
            assertThat(other.stop(key)).isFalse();
            assertThat(runs()).hasSize(1);
        }
    }

    /** As when a server of another machine is asked, which cannot reach the process. */
    @Test
    void aRunStopsWhenTheCatalogSaysSo() throws Exception {
        try (var owner = server("trap 'exit 143' TERM; while :; do sleep 0.05; done\n")) {
            var key = create(0);
            owner.start(key);
            var kept = KeptRun.read(objects.get(key).json());
            objects.put(
                    key,
                    kept.with(kept.run().toBuilder()
                                    .jobRunState(JobRunState.STOPPING)
                                    .build())
                            .json());
            until(() -> state(key) == JobRunState.STOPPED);
        }
    }

    @Test
    void noOtherServerTakesUpARunThatIsWatched() throws Exception {
        try (var owner = server("trap 'exit 143' TERM; while :; do sleep 0.05; done\n")) {
            var key = create(0);
            owner.start(key);
            var place = KeptRun.read(objects.get(key).json()).place().orElseThrow();
            assertThat(place.isHere()).isTrue();
            assertThat(place.isWatched()).as("by this very process").isFalse();
            var parent = ProcessHandle.current().parent().orElseThrow();
            var others = new KeptRun.Place(
                    place.host(), place.child(), KeptRun.Started.of(parent), place.out(), place.err());
            assertThat(others.isWatched()).isTrue();
        }
    }

    /** The server's process ends when this does, and with it whatever has not been kept. */
    @Test
    void aServerThatHasEndedHasKeptThatItsRunsWereStopped() throws Exception {
        var slow = (CatalogObjects) Proxy.newProxyInstance(
                CatalogObjects.class.getClassLoader(),
                new Class<?>[] {CatalogObjects.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("update")) {
                        Thread.sleep(300);
                    }
                    return method.invoke(objects, arguments);
                });
        var key = create(0);
        try (var server = server(slow, "exec sleep 60\n")) {
            server.start(key);
        }
        assertThat(state(key)).isEqualTo(JobRunState.STOPPED);
    }
}
