// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.examples;

import static dev.mastic.core.frame.JoinKeys.on;

import dev.mastic.core.Arguments;
import dev.mastic.core.EtlJob;
import dev.mastic.core.JobSpec;
import dev.mastic.core.Sinks;
import dev.mastic.core.Sources;
import dev.mastic.core.frame.Frames;

/** Who sat where and when; line for line like {@code examples/jobs/legislators-history.conf}. */
public final class LegislatorsHistory implements EtlJob {
    private static final long serialVersionUID = 1L;

    @Override
    public JobSpec spec(Arguments arguments) {
        var out = arguments.find("out").orElse("out");
        return JobSpec.named("legislators-history")
                .source("memberships", Sources.table("legislators.memberships_by_year"))
                .source("persons", Sources.table("legislators.persons").readAll())
                .source("orgs", Sources.table("legislators.organizations").readAll())
                .sink(
                        "files",
                        Sinks.files(out + "/history")
                                .parquet()
                                .partitionBy("party")
                                .from("history"))
                .sink("lake", Sinks.table("lake.history").from("history"))
                .faults(out + "/rejects", 0.001);
    }

    @Override
    public Frames transform(Frames in, Arguments arguments) {
        var people = in.get("persons")
                .applyMapping("id.bioguide -> person_id", "name.official_full -> person", "bio.birthday -> birthday")
                .dropNullFields();
        var bodies = in.get("orgs").applyMapping("id -> organization_id", "name -> organization");
        var memberships = in.get("memberships").dropFields("caucus");
        var members = memberships.join(people, on("person_id").unmatched("fault"));
        return Frames.of("history", members.join(bodies, on("organization_id")));
    }
}
