// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.operations.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.bookmarks.RelationalRunHistory;
import dev.mastic.core.bookmark.LeaseHolder;
import dev.mastic.core.bookmark.RunRecord;
import dev.mastic.core.failure.UsageException;
import dev.mastic.database.RelationalStore;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What triggers must do on each kind of store. */
abstract class TriggersContract {
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
    private static final String DEAD = "nowhere/0 process 1 since 2020-01-01T00:00:00Z";

    private RelationalStore store;
    private RelationalStore other;
    private Triggers triggers;
    private RelationalRunHistory history;

    abstract RelationalStore openStore();

    @BeforeEach
    void open() {
        store = openStore();
        other = openStore();
        triggers = new Triggers(store);
        history = new RelationalRunHistory(store);
    }

    @AfterEach
    void close() {
        store.close();
        other.close();
    }

    private static Action action(String job) {
        return new Action(job, "/jobs/" + job + ".conf", List.of("--day", "1"));
    }

    private static Trigger scheduled(String name, String cron) {
        return new Trigger(
                name, Optional.of(new Schedule(cron, ZoneOffset.UTC)), Optional.empty(), List.of(action("orders")));
    }

    private static Trigger after(String name, Predicate.Logical logical, Condition... conditions) {
        return new Trigger(
                name,
                Optional.empty(),
                Optional.of(new Predicate(logical, List.of(conditions))),
                List.of(action("report")));
    }

    private static Condition succeeded(String job) {
        return new Condition(job, JobState.SUCCEEDED);
    }

    private void ended(String job, String status, String report) {
        history.add(new RunRecord(job, "any", status, 0, NOON, 1, report));
    }

    private void ended(String job, String status) {
        ended(job, status, "{}");
    }

    private static List<String> ids(List<TriggeredRun> runs) {
        return runs.stream().map(TriggeredRun::runId).toList();
    }

    private List<String> due(int second) {
        return ids(triggers.claimDue(NOON.plusSeconds(second)));
    }

    @Test
    void keepsTriggersAsTheyAre() {
        var nightly = scheduled("nightly", "cron(0 0 * * ? *)");
        var report = after("report", Predicate.Logical.ANY, succeeded("a"), new Condition("b", JobState.FAILED));
        triggers.create(nightly, false, NOON);
        triggers.create(report, true, NOON);

        assertThat(triggers.list())
                .containsExactly(
                        new KeptTrigger(nightly, Trigger.State.CREATED, NOON, NOON),
                        new KeptTrigger(report, Trigger.State.ACTIVATED, NOON, NOON));
        assertThatThrownBy(() -> triggers.create(nightly, false, NOON))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("Cannot create trigger 'nightly': there is one of this name");
        triggers.drop("nightly");
        assertThatThrownBy(() -> triggers.get("nihgtly"))
                .isInstanceOf(NoSuchTriggerException.class)
                .hasMessageStartingWith("No such trigger: 'nihgtly'");
        assertThatThrownBy(() -> triggers.drop("nightly")).isInstanceOf(NoSuchTriggerException.class);
    }

    @Test
    void startsWhatIsDueOnceAndAMissedHourOnce() {
        triggers.create(scheduled("minutely", "cron(* * * * ? *)"), true, NOON);

        assertThat(due(59)).isEmpty();
        assertThat(due(60)).containsExactly("minutely-20260131T120100Z");
        assertThat(due(60)).isEmpty();
        assertThat(due(119)).isEmpty();
        assertThat(due(3600 + 30)).containsExactly("minutely-20260131T130000Z");
        assertThat(due(3600 + 59)).isEmpty();
        assertThat(triggers.get("minutely").seen()).isEqualTo(NOON.plusSeconds(3600));
    }

    @Test
    void whatIsNotActiveDoesNotFireAndNothingIsMadeUpFor() {
        triggers.create(scheduled("minutely", "cron(* * * * ? *)"), false, NOON);
        assertThat(due(600)).isEmpty();
        assertThat(triggers.activate("minutely", true, NOON.plusSeconds(610))).isTrue();
        assertThat(triggers.activate("minutely", true, NOON.plusSeconds(900))).isFalse();
        assertThat(due(650)).isEmpty();
        assertThat(due(660)).hasSize(1);
        assertThat(triggers.activate("minutely", false, NOON.plusSeconds(661))).isTrue();
        assertThat(due(7200)).isEmpty();
    }

    @Test
    void ticksAtTheSameTimeStartItOnce() throws Exception {
        for (int i = 0; i < 20; i++) {
            triggers.create(scheduled("t" + i, "cron(* * * * ? *)"), true, NOON);
        }
        var stores = List.of(new Triggers(store), new Triggers(other));
        var pool = Executors.newFixedThreadPool(4);
        try {
            var work = Stream.of(0, 1, 2, 3)
                    .map(i ->
                            (Callable<List<String>>) () -> ids(stores.get(i % 2).claimDue(NOON.plusSeconds(61))))
                    .toList();
            var claimed = pool.invokeAll(work).stream()
                    .map(future -> {
                        try {
                            return future.get();
                        } catch (Exception e) {
                            throw new AssertionError(e);
                        }
                    })
                    .flatMap(List::stream)
                    .collect(Collectors.toList());
            assertThat(claimed).hasSize(20).doesNotHaveDuplicates();
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void firesAfterAllJobsOfAnAnd() {
        ended("a", "succeeded");
        triggers.create(after("both", Predicate.Logical.AND, succeeded("a"), succeeded("b")), true, NOON);

        ended("b", "succeeded");
        assertThat(due(1)).as("the run of a was before the trigger").isEmpty();
        ended("a", "failed");
        assertThat(due(2)).isEmpty();
        ended("c", "succeeded");
        ended("a", "nothing-new");
        assertThat(due(3)).hasSize(1).allMatch(id -> id.startsWith("both-after-"));
        assertThat(due(4)).isEmpty();
        ended("a", "succeeded");
        assertThat(due(5)).as("b has not run again").isEmpty();
        ended("b", "succeeded");
        assertThat(due(6)).hasSize(1);
    }

    @Test
    void aLaterFailureTakesBackWhatWasReached() {
        triggers.create(after("both", Predicate.Logical.AND, succeeded("a"), succeeded("b")), true, NOON);
        ended("a", "succeeded");
        assertThat(due(1)).isEmpty();
        ended("a", "failed");
        ended("b", "succeeded");
        assertThat(due(2)).isEmpty();
        ended("a", "succeeded");
        assertThat(due(3)).hasSize(1);
    }

    @Test
    void firesAfterAnyJobAndOnceForAllThatEndedBetweenTwoTicks() {
        var failed = new Condition("b", JobState.FAILED);
        triggers.create(after("any", Predicate.Logical.ANY, succeeded("a"), failed), true, NOON);
        ended("b", "succeeded");
        assertThat(due(1)).isEmpty();
        ended("b", "failed", "{\"willRetry\":true}");
        assertThat(due(2)).as("another attempt follows").isEmpty();
        ended("b", "failed", "{\"willRetry\":false}");
        assertThat(due(3)).hasSize(1);
        ended("a", "succeeded");
        ended("a", "already-done");
        ended("b", "failed");
        assertThat(due(4)).hasSize(1);
        ended("a", "already-done");
        ended("a", "skipped");
        assertThat(due(5)).isEmpty();
    }

    @Test
    void onDemandOneFiresOnlyByHandAndOthersOnlyByThemselves() {
        triggers.create(
                new Trigger("hand", Optional.empty(), Optional.empty(), List.of(action("a"), action("b"))), true, NOON);
        triggers.create(scheduled("nightly", "cron(0 0 * * ? *)"), true, NOON);

        assertThat(due(60)).isEmpty();
        var first = ids(triggers.claimOnDemand("hand", NOON));
        var second = ids(triggers.claimOnDemand("hand", NOON));

        assertThat(first).hasSize(2).anyMatch(id -> id.endsWith("-a")).anyMatch(id -> id.endsWith("-b"));
        assertThat(second).hasSize(2).doesNotContainAnyElementsOf(first);
        assertThatThrownBy(() -> triggers.claimOnDemand("nightly", NOON))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("it is not fired on demand (got SCHEDULED)");
        assertThatThrownBy(() -> triggers.claimOnDemand("none", NOON)).isInstanceOf(NoSuchTriggerException.class);
    }

    @Test
    void whatAClaimantThatDiedHasNotStartedIsClaimedAgainUnderItsId() {
        triggers.create(scheduled("minutely", "cron(* * * * ? *)"), true, NOON);
        var run = triggers.claimDue(NOON.plusSeconds(60)).get(0);
        assertThat(due(61)).as("its claimant is alive").isEmpty();

        store.change(handle -> handle.execute("update trigger_starts set holder = ?", dead()));
        assertThat(triggers.claimDue(NOON.plusSeconds(62))).singleElement().satisfies(again -> assertThat(again)
                .isEqualTo(run));
        assertThat(due(63)).isEmpty();

        triggers.started(run);
        store.change(handle -> handle.execute("update trigger_starts set holder = ?", dead()));
        assertThat(due(64)).as("its process was started").isEmpty();
        assertThat(triggers.runs("minutely")).singleElement().matches(TriggeredRun::isStarted);
    }

    @Test
    void claimsOfOtherMachinesAreLeftToThem() {
        triggers.create(scheduled("minutely", "cron(* * * * ? *)"), true, NOON);
        assertThat(due(60)).hasSize(1);
        store.change(handle -> handle.execute("update trigger_starts set holder = ?", DEAD));
        assertThat(due(61)).isEmpty();
    }

    /** A process of this machine that is no more: it began long before the one that has its number now. */
    private static String dead() {
        var here = LeaseHolder.here();
        return new LeaseHolder(here.machine(), here.process(), here.started() - 1000).toString();
    }

    @Test
    void aHundredRunsOfATriggerAreRemembered() {
        triggers.create(scheduled("minutely", "cron(* * * * ? *)"), true, NOON);
        for (int minute = 1; minute <= 103; minute++) {
            triggers.claimDue(NOON.plusSeconds(60L * minute)).forEach(triggers::started);
        }
        assertThat(triggers.runs("minutely")).hasSize(100);
        assertThat(store.<Long>read(handle -> handle.createQuery("select count(*) from trigger_starts")
                        .mapTo(Long.class)
                        .one()))
                .isLessThanOrEqualTo(101L);
    }
}
