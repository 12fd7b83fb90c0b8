// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.bookmark;

import dev.mastic.core.Arguments;
import dev.mastic.core.bookmark.BookmarkStore;
import dev.mastic.core.failure.UsageException;
import dev.mastic.engine.Adoption;
import dev.mastic.submit.run.RunCommand;
import dev.mastic.submit.run.WrittenJob;
import dev.mastic.submit.verb.Workspace;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a lost state again. */
@Command(
        name = "adopt",
        description =
                "Make the lost bookmarks of a job again from what its sinks remember; the next run finds nothing new.")
final class BookmarkAdopt extends BookmarkChange {
    @Parameters(index = "0", paramLabel = "FILE|JAR[#CLASS]", description = "A job file, a jar with a job, or #CLASS.")
    private String job;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "Overrides a setting of the job file.")
    private List<String> set = new ArrayList<>();

    @Option(
            names = "--believe",
            paramLabel = "SINK",
            description = "Ask only this sink, where they disagree; may be repeated.")
    private List<String> believed = new ArrayList<>();

    @Option(names = "--replace", description = "Also where the state knows the job: its bookmarks are made anew.")
    private boolean replace;

    @Parameters(index = "1..*", hidden = true)
    private List<String> arguments = new ArrayList<>();

    private WrittenJob written() {
        return WrittenJob.of(job, set, Arguments.parse(arguments));
    }

    @Override
    Workspace workspace() {
        return Workspace.open(options().project(written().home()));
    }

    @Override
    Prepared prepare(Workspace workspace) {
        var plan = RunCommand.planned(written(), workspace);
        if (!replace && BookmarkNames.isKnown(workspace.parts().the(BookmarkStore.class), plan.job())) {
            throw new UsageException("Cannot adopt job '" + plan.job() + "': the state in "
                    + workspace.project().state() + " knows it (--replace makes its bookmarks anew)");
        }
        var adoption = Adoption.of(plan, new LinkedHashSet<>(believed));
        return new Prepared(
                plan.job(),
                (administration, lease) -> administration.adopt(lease, adoption.runs()),
                adoption.notes(),
                List.of(),
                () -> Adoption.restoreTargets(plan));
    }
}
