// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mastic.core.Arguments;
import dev.mastic.core.config.Problem;
import dev.mastic.core.config.Problems;
import dev.mastic.core.failure.ExitCode;
import dev.mastic.core.failure.Quantity;
import dev.mastic.engine.JobCheck;
import dev.mastic.submit.console.Console;
import dev.mastic.submit.console.ProblemsJson;
import dev.mastic.submit.verb.Verb;
import dev.mastic.submit.verb.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says everything that is wrong with a job, without running it. */
@Command(name = "check", description = "Say everything that is wrong with a job, without Spark.")
public final class CheckCommand extends Verb {
    @Parameters(index = "0", paramLabel = "FILE|JAR[#CLASS]", description = "A job file, a jar with a job, or #CLASS.")
    private String job;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "Overrides a setting of the job file.")
    private List<String> set = new ArrayList<>();

    @Parameters(index = "1..*", hidden = true)
    private List<String> arguments = new ArrayList<>();

    @Override
    protected ExitCode execute(Console console) {
        var written = WrittenJob.of(job, set, Arguments.parse(arguments));
        try (var workspace = Workspace.open(options().project(written.home()))) {
            var problems = new Problems();
            var notes = new Problems();
            written.plan(workspace.parts(), problems).ifPresent(plan -> {
                JobCheck.check(plan, problems, notes);
                JobCheck.warn(plan, notes);
                RunCare.check(plan, workspace.project(), problems);
            });
            print(console, problems.list(), notes.list());
            notes.list().forEach(note -> console.say("note: " + note));
            return problems.isEmpty() ? ExitCode.OK : ExitCode.USAGE;
        }
    }

    /** A job that cannot be found is a problem too. */
    @Override
    protected Optional<ObjectNode> failure(ExitCode code, String message) {
        return Optional.of(document(List.of(new Problem(job, message, "")), List.of()));
    }

    private static ObjectNode document(List<Problem> problems, List<Problem> notes) {
        var document = new ObjectMapper().createObjectNode();
        ProblemsJson.fill(document.putArray("problems"), problems);
        ProblemsJson.fill(document.putArray("notes"), notes);
        return document;
    }

    private void print(Console console, List<Problem> problems, List<Problem> notes) {
        switch (options().output()) {
            case json -> console.print(document(problems, notes));
            case csv -> {
                var rows = new ArrayList<List<String>>();
                rows.add(List.of("where", "message", "hint"));
                problems.forEach(p -> rows.add(List.of(p.where(), p.message(), p.hint())));
                console.csv(rows);
            }
            case table -> {
                problems.forEach(problem -> console.show(problem.toString()));
                console.show(problems.isEmpty() ? "no problems" : Quantity.of(problems.size(), "problem"));
            }
        }
    }
}
