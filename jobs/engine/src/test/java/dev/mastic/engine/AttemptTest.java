// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.JobSpec;
import dev.mastic.core.bookmark.BookmarkStore;
import dev.mastic.core.bookmark.JobLockedException;
import dev.mastic.core.bookmark.Phase;
import dev.mastic.core.bookmark.Read;
import dev.mastic.core.bookmark.RunHistory;
import dev.mastic.core.bookmark.RunRecord;
import dev.mastic.core.config.Origin;
import dev.mastic.core.failure.EtlException;
import dev.mastic.core.failure.ExitCode;
import dev.mastic.core.failure.OutcomeUnknownException;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.LazySpark;
import dev.mastic.core.io.SinkCapability;
import dev.mastic.testkit.SparkExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a run does when files change under it, others hold the lease, the store is away, or old rows are asked for. */
@ExtendWith(SparkExtension.class)
class AttemptTest {
    private final ToyFiles files = new ToyFiles().put("a", 1).put("b", 1);
    private final ToySink sink = new ToySink(Set.of(SinkCapability.APPEND, SinkCapability.REDO));
    private final RememberedRuns store = new RememberedRuns();
    private final RememberedReports reports = new RememberedReports();
    private Runnable whilePaused = () -> {};

    @Test
    void leavesAFileThatChangesWhileItIsReadToTheNextRun() {
        files.whileReading(() -> files.put("b", 2));

        var report = run("first", new RunInput.Next());

        assertThat(sink.rows()).containsExactly("a@1");
        assertThat(report.sources().get(0).postponed()).containsExactly("b");
        assertThat(store.phases)
                .containsExactly(
                        Phase.PLANNED, Phase.DISCARDED, Phase.PLANNED, Phase.STAGED, Phase.COMMITTED, Phase.ADVANCED);
        assertThat(store.story).contains("first postponed files: changed while they were read: b");

        run("second", new RunInput.Next());

        assertThat(sink.rows()).containsExactly("a@1", "b@2");
    }

    @Test
    void plansAgainWhenStagingFailsForAFileThatHasGone() {
        files.whileReading(() -> {
            files.remove("b");
            files.whileReading(() -> {});
            throw new EtlException("Cannot read b");
        });

        run("first", new RunInput.Next());

        assertThat(sink.rows()).containsExactly("a@1");
    }

    @Test
    void givesUpWhenFilesChangeEachTime() {
        var version = new AtomicLong(1);
        files.whileReading(() -> files.put("a" + version.get(), 1)
                .put("a" + version.incrementAndGet(), 2)
                .put("a", version.get())
                .put("b", version.get())
                .put("a" + (version.get() - 1), version.get()));

        assertThatThrownBy(() -> run("first", new RunInput.Next()))
                .isInstanceOf(ChangedFilesException.class)
                .hasMessageContaining("in each of 4 attempts");
        assertThat(sink.rows()).isEmpty();
        assertThat(sink.hasStaged()).isFalse();
    }

    @Test
    void keepsTheFirstFailureAndDiscards() {
        sink.failToStage();

        assertThatThrownBy(() -> run("first", new RunInput.Next())).hasMessage("Cannot stage: the disk is full");
        assertThat(sink.hasStaged()).isFalse();
        assertThat(store.phases).containsExactly(Phase.PLANNED, Phase.DISCARDED);
        assertThat(store.held).isEmpty();
        assertThat(reports.find("first")).map(RunRecord::exitCode).contains(1);
    }

    @Test
    void takesBackWhatTheTargetRefusesAndReadsItAgain() {
        sink.refuseCommits(true);

        assertThatThrownBy(() -> run("first", new RunInput.Next()))
                .hasMessage("Cannot commit: key 1 exists; nothing of run first is visible: its output is taken back,"
                        + " and the next run reads the same again");
        assertThat(sink.hasStaged()).isFalse();
        assertThat(store.phases).containsExactly(Phase.PLANNED, Phase.STAGED, Phase.DISCARDED);
        assertThat(store.story).anyMatch(told -> told.startsWith("first discarded Cannot commit: key 1 exists"));
        assertThat(store.held).isEmpty();
        assertThat(reports.find("first")).map(RunRecord::exitCode).contains(1);

        sink.refuseCommits(false);
        assertThat(run("second", new RunInput.Next()).recovered()).isEmpty();
        assertThat(sink.rows()).containsExactly("a@1", "b@1");
    }

    @Test
    void asksTheStoreAgainWhenItIsAwayForAMoment() {
        store.failures = 3;

        assertThat(run("first", new RunInput.Next()).status()).isEqualTo(RunReport.Status.SUCCEEDED);
    }

    @Test
    void saysThatTheOutcomeIsUnknownWhenTheStoreStaysAway() {
        store.failures = 1 + RunState.MOST_TRIES;

        assertThatThrownBy(() -> run("first", new RunInput.Next()))
                .isInstanceOf(OutcomeUnknownException.class)
                .hasMessageContaining("it is away")
                .hasMessageContaining("run the job again");
        assertThat(sink.rows()).containsExactly("a@1", "b@1");

        assertThat(run("second", new RunInput.Next()).recovered())
                .extracting(RunReport.Recovered::outcome)
                .containsExactly("all sinks had committed; the bookmarks were moved");
        assertThat(sink.rows()).containsExactly("a@1", "b@1");
    }

    @Test
    void putsARepeatedRunInThePlaceOfTheFirst() {
        run("first", new RunInput.Next());
        files.put("c", 1);
        run("second", new RunInput.Next());

        run("again", new RunInput.Again("first"));
        run("and again", new RunInput.Again("first"));

        assertThat(sink.rows()).containsExactly("a@1", "b@1", "c@1");
        assertThat(run("third", new RunInput.Next()).status()).isEqualTo(RunReport.Status.NOTHING_NEW);
    }

    @Test
    void refusesToRepeatARunThatCannotBeRepeated() {
        run("first", new RunInput.Next());
        files.put("a", 2);

        assertThatThrownBy(() -> run("again", new RunInput.Again("first")))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("have changed or gone: a");
        assertThatThrownBy(() -> run("again", new RunInput.Again("frist")))
                .hasMessageContaining("did you mean 'first'?");
        assertThatThrownBy(() ->
                        new Repetition(store.find("job", "first").orElseThrow()).of(planned("other"), Optional.empty()))
                .hasMessageContaining("it has read nothing of source 'other'");
    }

    @Test
    void namesTheSinksThatCannotReplaceTheOutputOfARun() {
        run("first", new RunInput.Next());
        var unable = plan(new ToySink(Set.of(SinkCapability.APPEND)), JobSpec.Bookmarks.ENABLED);

        assertThatThrownBy(() -> attempt(unable, options("again", new RunInput.Again("first")))
                        .run())
                .hasMessageContaining("these sinks cannot replace the output of an earlier run: kept");
    }

    @Test
    void readsWhatCameBetweenTwoRunsAndMovesNoBookmark() {
        run("first", new RunInput.Next());
        files.put("c", 1);
        run("second", new RunInput.Next());
        files.put("d", 1);
        run("third", new RunInput.Next());
        files.put("e", 1);
        var paused = plan(sink, JobSpec.Bookmarks.PAUSED);

        attempt(paused, options("between", new RunInput.Between("first", "third")))
                .run();

        assertThat(sink.rows()).containsExactly("a@1", "b@1", "c@1", "c@1", "d@1", "d@1");
        assertThat(run("fourth", new RunInput.Next()).sources().get(0).newFiles())
                .isEqualTo(1);
        assertThatThrownBy(() -> attempt(paused, options("back", new RunInput.Between("third", "first")))
                        .run())
                .hasMessageContaining("the second was before the first");
        assertThatThrownBy(() -> run("enabled", new RunInput.Between("first", "third")))
                .hasMessageContaining("add --bookmarks paused");
    }

    @Test
    void failsSkipsOrWaitsWhileAnotherRunIsAlive() {
        var other = store.acquire("job", "other", "elsewhere", Duration.ofMinutes(1));
        var asked = options("mine", new RunInput.Next());

        assertThatThrownBy(() -> attempt(plan(), asked).run())
                .isInstanceOfSatisfying(
                        JobLockedException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.LOCKED))
                .hasMessageContaining("run other holds its lease (elsewhere");
        assertThat(attempt(plan(), asked.onLocked(OnLocked.SKIP)).run().status())
                .isEqualTo(RunReport.Status.SKIPPED);
        assertThat(sink.rows()).isEmpty();

        whilePaused = () -> store.release(other);
        assertThat(attempt(plan(), asked.onLocked(OnLocked.WAIT)).run().status())
                .isEqualTo(RunReport.Status.SUCCEEDED);
    }

    @Test
    void waitsForTheRunOfItsOwnIdAndEndsAsThatDid() {
        var other = store.acquire("job", "mine", "elsewhere", Duration.ofMinutes(1));
        whilePaused = () -> {
            reports.add(new RunRecord("job", "mine", "failed", 7, Instant.EPOCH, 1, "{}"));
            store.release(other);
        };

        assertThatThrownBy(() -> run("mine", new RunInput.Next()))
                .isInstanceOfSatisfying(AttachedRunException.class, e -> assertThat(e.exitCode())
                        .isEqualTo(ExitCode.OUTCOME_UNKNOWN));
        assertThat(sink.rows()).isEmpty();
    }

    @Test
    void doesTheRunOfItsOwnIdWhenItsProcessDied() {
        var other = store.acquire("job", "mine", "elsewhere", Duration.ofMinutes(1));
        whilePaused = () -> store.release(other);

        assertThat(run("mine", new RunInput.Next()).status()).isEqualTo(RunReport.Status.SUCCEEDED);
        assertThat(run("mine", new RunInput.Next()).status()).isEqualTo(RunReport.Status.ALREADY_DONE);
        assertThat(sink.rows()).containsExactly("a@1", "b@1");
    }

    @Test
    void discardsWhenItIsAskedToStopBeforeTheCommit() {
        var stop = new AtomicLong();
        files.whileReading(stop::incrementAndGet);
        var asked = options("first", new RunInput.Next()).stopping(() -> stop.get() > 0);

        assertThatThrownBy(() -> attempt(plan(), asked).run())
                .isInstanceOf(StoppedException.class)
                .hasMessageContaining("the next run reads the same");
        assertThat(sink.hasStaged()).isFalse();
        assertThat(store.phases).containsExactly(Phase.PLANNED, Phase.DISCARDED);
    }

    @Test
    void finishesTheCommitWhenItIsAskedToStopInIt() {
        var asked = options("first", new RunInput.Next()).stopping(() -> store.phases.contains(Phase.STAGED));

        assertThat(attempt(plan(), asked).run().status()).isEqualTo(RunReport.Status.SUCCEEDED);
        assertThat(sink.rows()).containsExactly("a@1", "b@1");
    }

    @Test
    void tellsTheStoryOfARun() {
        run("first", new RunInput.Next());

        assertThat(store.story)
                .containsExactly(
                        "first sliced files: 2 new files, 0 changed, 0 read before",
                        "first staged kept 2 rows in 1 file",
                        "first committed kept 2 rows in 1 file",
                        "first advanced bookmarks of files");
    }

    private RunReport run(String runId, RunInput input) {
        return attempt(plan(), options(runId, input)).run();
    }

    private static RunOptions options(String runId, RunInput input) {
        return RunOptions.of(runId, "here").input(input);
    }

    private Attempt attempt(JobPlan plan, RunOptions options) {
        var parts =
                GivenParts.of(Map.of(BookmarkStore.class, store, RunHistory.class, reports), new ToySink.Plugin(sink));
        return new Attempt(plan, options, parts, LazySpark.of(SparkExtension.session()), millis -> whilePaused.run());
    }

    private JobPlan plan() {
        return plan(sink, JobSpec.Bookmarks.ENABLED);
    }

    private JobPlan plan(ToySink into, JobSpec.Bookmarks use) {
        var spec = JobSpec.named("job").bookmarks(use);
        return new JobPlan(spec, List.of(planned("files")), List.of(), List.of(into.planned()), Optional.empty());
    }

    private PlannedSource planned(String name) {
        return new PlannedSource(name, name, Read.NEW, files, Origin.of("test"));
    }
}
