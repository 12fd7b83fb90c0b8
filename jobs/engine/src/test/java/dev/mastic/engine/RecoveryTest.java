// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.JobSpec;
import dev.mastic.core.bookmark.BookmarkStore;
import dev.mastic.core.bookmark.FrameCount;
import dev.mastic.core.bookmark.JournalEntry;
import dev.mastic.core.bookmark.Output;
import dev.mastic.core.bookmark.Phase;
import dev.mastic.core.bookmark.PlannedSink;
import dev.mastic.core.bookmark.Receipt;
import dev.mastic.core.bookmark.Run;
import dev.mastic.core.bookmark.RunHistory;
import dev.mastic.core.bookmark.Token;
import dev.mastic.core.config.Setting;
import dev.mastic.core.config.Settings;
import dev.mastic.core.config.SettingsSpec;
import dev.mastic.core.failure.CommitRefusedException;
import dev.mastic.core.failure.ExitCode;
import dev.mastic.core.failure.OutcomeUnknownException;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.frame.LazySpark;
import dev.mastic.core.io.Found;
import dev.mastic.core.io.Sink;
import dev.mastic.core.io.SinkCapability;
import dev.mastic.core.io.Staged;
import dev.mastic.core.plugin.Factory;
import dev.mastic.core.plugin.Parts;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What becomes of a run that did not end, judged from its journal and its targets alone. */
class RecoveryTest {
    private static final Run RUN = new Run("job", "crashed", new Token(1));
    private static final Receipt RECEIPT = new Receipt(List.of(new FrameCount("", 3, 1)), Optional.empty());
    private static final LazySpark NO_SPARK = new LazySpark(() -> {
        throw new AssertionError("This recovery needs no Spark");
    });

    private final List<String> done = new ArrayList<>();
    private final Set<String> refusing = new HashSet<>();

    @Test
    void discardsARunThatWasOnlyPlanned() {
        var runs = recover(Phase.PLANNED, Map.of("a", new Found.Absent(), "b", new Found.Absent()));

        assertThat(done).containsExactly("discard a", "discard b");
        assertThat(runs.phases).containsExactly(Phase.DISCARDED);
    }

    @Test
    void commitsWhatIsStagedInFull() {
        var runs = recover(Phase.STAGED, Map.of("a", complete("a"), "b", complete("b")));

        assertThat(done).containsExactly("commit a", "commit b");
        assertThat(runs.phases).containsExactly(Phase.COMMITTED, Phase.ADVANCED);
    }

    @Test
    void commitsTheRestWhenOneSinkHadCommitted() {
        var runs = recover(Phase.STAGED, Map.of("a", new Found.Committed(RECEIPT), "b", complete("b")));

        assertThat(done).containsExactly("commit b");
        assertThat(runs.phases).containsExactly(Phase.COMMITTED, Phase.ADVANCED);
    }

    @Test
    void onlyAdvancesWhenAllHadCommitted() {
        var runs = recover(Phase.STAGED, Map.of("a", new Found.Committed(RECEIPT), "b", new Found.Committed(RECEIPT)));

        assertThat(done).isEmpty();
        assertThat(runs.phases).containsExactly(Phase.COMMITTED, Phase.ADVANCED);
    }

    @Test
    void discardsWhenStagedOutputIsGoneAndNothingIsVisible() {
        var runs = recover(Phase.STAGED, Map.of("a", complete("a"), "b", new Found.Absent()));

        assertThat(done).containsExactly("discard a", "discard b");
        assertThat(runs.phases).containsExactly(Phase.DISCARDED);
    }

    @Test
    void discardsWhatATargetRefusesAndGoesOn() {
        refusing.add("a");

        var runs = recover(Phase.STAGED, Map.of("a", complete("a"), "b", complete("b")));

        assertThat(done).containsExactly("discard a", "discard b");
        assertThat(runs.phases).containsExactly(Phase.DISCARDED);
        assertThat(runs.story)
                .anyMatch(told -> told.startsWith("crashed recovered by run next: Cannot commit a: key 1 exists;"));
    }

    @Test
    void saysWhichTargetsShowARunThatAnotherRefuses() {
        refusing.add("b");

        assertThatThrownBy(() -> recover(Phase.STAGED, Map.of("a", complete("a"), "b", complete("b"))))
                .isInstanceOfSatisfying(CommitRefusedException.class, e -> assertThat(e.exitCode())
                        .isEqualTo(ExitCode.FAILED))
                .hasMessage("Cannot commit b: key 1 exists; run crashed is visible already in a: mend the target and"
                        + " start the job again, which commits the rest, or give up this part with mastic runs discard"
                        + " crashed --sink b");
        assertThat(done).containsExactly("commit a");
    }

    @Test
    void movesOnlyTheBookmarksOfACommittedRun() {
        var runs = recover(Phase.COMMITTED, Map.of("a", new Found.Absent(), "b", new Found.Absent()));

        assertThat(done).isEmpty();
        assertThat(runs.phases).containsExactly(Phase.ADVANCED);
    }

    @Test
    void touchesNothingWhenTheOutcomeIsUnknown() {
        var found = new LinkedHashMap<String, Found>(Map.of("a", complete("a")));
        found.put("b", new Found.Unknown("a file is gone", "bring it back"));

        assertThatThrownBy(() -> recover(Phase.STAGED, found))
                .isInstanceOfSatisfying(OutcomeUnknownException.class, e -> assertThat(e.exitCode())
                        .isEqualTo(ExitCode.OUTCOME_UNKNOWN))
                .hasMessageContaining("sink 'b' of run crashed")
                .hasMessageContaining("bring it back");
        assertThat(done).isEmpty();
    }

    private RememberedRuns recover(Phase phase, Map<String, Found> found) {
        var sinks = List.of(planned("a"), planned("b"));
        var receipts = phase == Phase.PLANNED ? Map.<String, Receipt>of() : Map.of("a", RECEIPT, "b", RECEIPT);
        var entry = new JournalEntry(RUN, List.of(), sinks, phase, receipts, Optional.empty());
        var runs = new RememberedRuns(entry);
        var reports = new RememberedReports();
        var parts =
                GivenParts.of(Map.of(BookmarkStore.class, runs, RunHistory.class, reports), new Scripted(found, done));
        var plan = new JobPlan(
                JobSpec.named("job"), List.of(NothingNew.planned()), List.of(), List.of(), Optional.empty());
        var attempt = new Attempt(plan, RunOptions.of("next", "here"), parts, NO_SPARK, millis -> {});
        assertThat(attempt.run().status()).isEqualTo(RunReport.Status.NOTHING_NEW);
        return runs;
    }

    private static PlannedSink planned(String name) {
        var settings = SettingsSpec.of(Scripted.NAME).of("test", Map.of("name", name));
        return new PlannedSink(name, "scripted", settings.render());
    }

    private Found complete(String name) {
        return new Found.Complete(new Staged() {
            @Override
            public Receipt receipt() {
                return RECEIPT;
            }

            @Override
            public Frames rows(LazySpark spark) {
                throw new AssertionError("Recovery reads no rows");
            }

            @Override
            public Receipt commit() {
                if (refusing.contains(name)) {
                    throw new CommitRefusedException("Cannot commit " + name + ": key 1 exists");
                }
                done.add("commit " + name);
                return RECEIPT;
            }

            @Override
            public void discard() {
                done.add("discard " + name);
            }
        });
    }

    /** Makes sinks whose targets are in a given state, by the journalled settings alone. */
    private record Scripted(Map<String, Found> found, List<String> done) implements Factory<Sink> {
        static final Setting<String> NAME = Setting.string("name").required();

        @Override
        public Class<Sink> kind() {
            return Sink.class;
        }

        @Override
        public String name() {
            return "scripted";
        }

        @Override
        public SettingsSpec settings() {
            return SettingsSpec.of(NAME);
        }

        @Override
        public Sink create(Settings settings, Parts parts) {
            return new ScriptedSink(settings.get(NAME), found, done);
        }
    }

    private record ScriptedSink(String name, Map<String, Found> found, List<String> done) implements Sink {
        @Override
        public Set<SinkCapability> capabilities() {
            return Set.of(SinkCapability.APPEND);
        }

        @Override
        public Optional<Run> latest(String job) {
            return Optional.empty();
        }

        @Override
        public Staged stage(Frames in, Output output) {
            throw new AssertionError("Nothing is staged here");
        }

        @Override
        public Found find(Output output) {
            assertThat(output.run()).isEqualTo(RUN);
            return done.contains("discard " + name) ? new Found.Absent() : found.get(name);
        }

        @Override
        public void discard(Output output) {
            done.add("discard " + name);
        }
    }
}
