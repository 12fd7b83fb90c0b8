// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.examples;

import dev.mastic.core.Arguments;
import dev.mastic.core.EtlJob;
import dev.mastic.core.JobSpec;
import dev.mastic.core.Sinks;
import dev.mastic.core.Sources;
import dev.mastic.core.frame.Frames;

/** Every person as seven flat tables; line for line like {@code examples/jobs/legislators-persons.conf}. */
public final class LegislatorsPersons implements EtlJob {
    private static final long serialVersionUID = 1L;

    @Override
    public JobSpec spec(Arguments arguments) {
        var out = arguments.find("out").orElse("out");
        return JobSpec.named("legislators-persons")
                .source("persons", Sources.table("legislators.persons"))
                .sink("tables", Sinks.files(out + "/persons").parquet().from("people.*"));
    }

    @Override
    public Frames transform(Frames in, Arguments arguments) {
        return in.get("persons").relationalize("persons").under("people");
    }
}
