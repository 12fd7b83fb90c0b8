// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.engine;

import dev.mastic.core.Arguments;
import dev.mastic.core.EtlJob;
import dev.mastic.core.JobSpec;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.frame.Shapes;
import dev.mastic.core.frame.Transform;

/** The code of a job class, as one step from all sources to the frames of the sinks. */
final class JavaStep implements Transform {
    private final EtlJob job;
    private final Arguments arguments;

    JavaStep(EtlJob job, Arguments arguments) {
        this.job = job;
        this.arguments = arguments;
    }

    PlannedStep planned(JobSpec spec) {
        var sources = spec.sources().stream().map(JobSpec.SourceSpec::name).toList();
        return new PlannedStep(
                "",
                job.getClass().getSimpleName(),
                sources,
                this,
                JobSpec.Tail.NONE,
                spec.place().origin());
    }

    /** Code says what it makes only when it runs. */
    @Override
    public Shapes outputShapes(Shapes in) {
        return in;
    }

    @Override
    public Frames apply(Frames in) {
        return job.transform(in, arguments);
    }
}
