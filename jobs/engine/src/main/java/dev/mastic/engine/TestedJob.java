// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.engine;

import dev.mastic.core.Arguments;
import dev.mastic.core.EtlJob;
import dev.mastic.core.JobSpec;
import java.util.List;
import java.util.Optional;

/** A job whose steps are run on the rows of a test: one from a file, or one in code. */
public final class TestedJob {
    private final JobSpec spec;
    private final Optional<JavaStep> code;

    private TestedJob(JobSpec spec, Optional<JavaStep> code) {
        this.spec = spec;
        this.code = code;
    }

    /** A job of a file. */
    public static TestedJob of(JobSpec spec) {
        return new TestedJob(spec, Optional.empty());
    }

    /** A job in code; its spec is asked for at once. */
    public static TestedJob of(EtlJob job, Arguments arguments) {
        return new TestedJob(job.spec(arguments), Optional.of(new JavaStep(job, arguments)));
    }

    JobSpec spec() {
        return spec;
    }

    Optional<JavaStep> code() {
        return code;
    }

    List<String> sources() {
        return spec.sources().stream().map(JobSpec.SourceSpec::name).toList();
    }
}
