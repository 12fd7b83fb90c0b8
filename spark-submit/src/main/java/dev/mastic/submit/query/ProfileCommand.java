// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.query;

import dev.mastic.core.failure.EtlException;
import dev.mastic.core.failure.ExitCode;
import dev.mastic.core.failure.IoReason;
import dev.mastic.core.failure.Quantity;
import dev.mastic.core.failure.UsageException;
import dev.mastic.quality.Profile;
import dev.mastic.submit.console.Console;
import dev.mastic.submit.verb.Sessions;
import dev.mastic.submit.verb.Verb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What the values of each column are like. */
@Command(name = "profile", description = "Say of each column what its values are like, in one pass over the rows.")
public final class ProfileCommand extends Verb {
    @Parameters(paramLabel = "PATH|TABLE", description = "A path that exists, else database.table.")
    private String target;

    @Option(names = "--html", paramLabel = "FILE", description = "Where the profile goes as a page of its own.")
    private Path html;

    @Mixin
    private FileOptions files = new FileOptions();

    @Override
    protected ExitCode execute(Console console) {
        refuseFolder();
        try (var workspace = openHere();
                var refused = new RefusedRows(Optional.empty(), console)) {
            var spark = Sessions.lazy("mastic profile", workspace.project(), options());
            var frame = new Reading(workspace, spark, "mastic profile").read(target, files.settings());
            var profile = Profile.of(frame);
            refused.addAll(frame);
            print(console, profile);
            writePage(profile);
            return refused.anyWholeFile() ? ExitCode.FAILED : ExitCode.OK;
        }
    }

    private void print(Console console, Profile profile) {
        switch (options().output()) {
            case json -> console.print(ProfileForms.json(profile));
            case csv -> console.csv(ProfileForms.rows(profile));
            case table -> {
                console.show(target + ": " + Quantity.of(profile.rows(), "row"));
                console.table(ProfileForms.rows(profile));
            }
        }
    }

    /** Told before the rows are read. */
    private void refuseFolder() {
        if (html != null && !Files.isDirectory(html.toAbsolutePath().getParent())) {
            throw new UsageException("Cannot write " + html + ": no such folder");
        }
    }

    private void writePage(Profile profile) {
        if (html == null) {
            return;
        }
        try {
            Files.writeString(html, new ProfilePage(target, profile).html());
        } catch (IOException e) {
            throw new EtlException("Cannot write " + html + ": " + IoReason.of(e), e);
        }
    }
}
