// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.engine;

import dev.mastic.core.bookmark.Output;
import dev.mastic.core.bookmark.Run;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.io.Found;
import dev.mastic.core.io.Sink;
import dev.mastic.core.io.SinkCapability;
import dev.mastic.core.io.Staged;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Stands for a sink of a job whose rows are looked at and not written. */
final class NoSink implements Sink {
    @Override
    public Set<SinkCapability> capabilities() {
        return EnumSet.complementOf(EnumSet.of(SinkCapability.HIDES_STAGED_ROWS));
    }

    @Override
    public Optional<Run> latest(String job) {
        return Optional.empty();
    }

    @Override
    public Staged stage(Frames in, Output output) {
        throw new IllegalStateException("The rows of a test are not written");
    }

    @Override
    public Found find(Output output) {
        return new Found.Absent();
    }

    @Override
    public void discard(Output output) {
        throw new IllegalStateException("The rows of a test are not written");
    }
}
