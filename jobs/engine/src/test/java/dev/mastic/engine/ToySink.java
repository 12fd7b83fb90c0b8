// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.core.bookmark.FrameCount;
import dev.mastic.core.bookmark.Output;
import dev.mastic.core.bookmark.PlannedSink;
import dev.mastic.core.bookmark.Receipt;
import dev.mastic.core.bookmark.Run;
import dev.mastic.core.config.Origin;
import dev.mastic.core.config.Settings;
import dev.mastic.core.config.SettingsSpec;
import dev.mastic.core.failure.CommitRefusedException;
import dev.mastic.core.failure.EtlException;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.frame.LazySpark;
import dev.mastic.core.io.Found;
import dev.mastic.core.io.Sink;
import dev.mastic.core.io.SinkCapability;
import dev.mastic.core.io.Staged;
import dev.mastic.core.plugin.Factory;
import dev.mastic.core.plugin.Parts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A sink that keeps rows in memory, by run. */
final class ToySink implements Sink {
    private final Set<SinkCapability> capabilities;
    private final Map<Run, List<String>> staged = new HashMap<>();
    private final Map<Run, List<String>> committed = new HashMap<>();
    private boolean failsToStage;
    private boolean refusesCommits;

    ToySink(Set<SinkCapability> capabilities) {
        this.capabilities = capabilities;
    }

    PlannedOutput planned() {
        return new PlannedOutput(
                "files",
                this,
                new PlannedSink(
                        "kept", "toy", SettingsSpec.of().of("test", Map.of()).render()),
                Origin.of("test"));
    }

    void failToStage() {
        failsToStage = true;
    }

    /** Says whether the target takes what is staged. */
    void refuseCommits(boolean refuses) {
        refusesCommits = refuses;
    }

    /** The rows that a reader sees. */
    List<String> rows() {
        return committed.values().stream().flatMap(List::stream).sorted().toList();
    }

    boolean hasStaged() {
        return !staged.isEmpty();
    }

    @Override
    public Set<SinkCapability> capabilities() {
        return capabilities;
    }

    @Override
    public Optional<Run> latest(String job) {
        return Optional.empty();
    }

    @Override
    public Staged stage(Frames in, Output output) {
        var rows = new ArrayList<String>();
        in.frames().forEach(frame -> frame.toDF().collectAsList().forEach(row -> rows.add(row.getString(0))));
        staged.put(output.run(), rows);
        if (failsToStage) {
            throw new EtlException("Cannot stage: the disk is full");
        }
        return new Kept(output, rows);
    }

    private final class Kept implements Staged {
        private final Output output;
        private final List<String> rows;

        Kept(Output output, List<String> rows) {
            this.output = output;
            this.rows = rows;
        }

        @Override
        public Receipt receipt() {
            return new Receipt(List.of(new FrameCount("", rows.size(), 1)), Optional.empty());
        }

        @Override
        public Frames rows(LazySpark spark) {
            throw new AssertionError("Nobody reads staged rows here");
        }

        @Override
        public Receipt commit() {
            if (refusesCommits) {
                throw new CommitRefusedException("Cannot commit: key 1 exists");
            }
            staged.remove(output.run());
            output.replaces().ifPresent(committed::remove);
            committed.put(output.run(), rows);
            return receipt();
        }

        @Override
        public void discard() {
            ToySink.this.discard(output);
        }
    }

    @Override
    public Found find(Output output) {
        assertThat(staged).as("asked after what was refused is discarded").isEmpty();
        return new Found.Absent();
    }

    @Override
    public void discard(Output output) {
        staged.remove(output.run());
    }

    /** Finds the sink again, as a fresh process would by its settings. */
    record Plugin(ToySink sink) implements Factory<Sink> {
        @Override
        public Class<Sink> kind() {
            return Sink.class;
        }

        @Override
        public String name() {
            return "toy";
        }

        @Override
        public SettingsSpec settings() {
            return SettingsSpec.of();
        }

        @Override
        public Sink create(Settings settings, Parts parts) {
            return sink;
        }
    }
}
