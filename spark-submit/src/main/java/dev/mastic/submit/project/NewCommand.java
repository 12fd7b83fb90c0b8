// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.project;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mastic.core.failure.ExitCode;
import dev.mastic.submit.console.Console;
import dev.mastic.submit.verb.Verb;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes the folder of a new job: its own data, the job, its tests, how to run it. */
@Command(name = "new", description = "Make a project: a job with data and tests of its own, and how to run it.")
public final class NewCommand extends Verb {
    @Parameters(index = "0", paramLabel = "FOLDER", description = "The folder to make; its name is the job's.")
    private Path folder;

    @Option(names = "--package", paramLabel = "NAME", description = "The Java package. Default: com.example.")
    private String packageName;

    @Option(
            names = "--job",
            paramLabel = "java|hocon",
            description =
                    "java: a Maven project with a class and its twin as a file; hocon: the file alone. Default: java.")
    private JobKind kind = JobKind.JAVA;

    @Override
    protected ExitCode execute(Console console) {
        var made = NewProject.make(folder, JobNames.of(folder, packageName, kind), kind);
        switch (options().output()) {
            case json -> console.print(document(made));
            case csv -> console.csv(made.stream().map(List::of).toList());
            case table -> {
                made.forEach(file -> console.show(folder.resolve(file).toString()));
                console.say("next: " + folder.resolve("README.md") + " tells how to test it and run it");
            }
        }
        return ExitCode.OK;
    }

    private ObjectNode document(List<String> made) {
        var document = new ObjectMapper().createObjectNode().put("folder", folder.toString());
        made.forEach(document.putArray("files")::add);
        return document;
    }
}
