// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mastic.core.Arguments;
import dev.mastic.core.config.Problem;
import dev.mastic.core.config.Problems;
import dev.mastic.core.failure.ExitCode;
import dev.mastic.engine.JobCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says everything that is wrong with a job, without running it. */
@Command(name = "check", description = "Say everything that is wrong with a job, without Spark.")
final class CheckCommand extends Verb {
    @Parameters(index = "0", paramLabel = "FILE|JAR[#CLASS]", description = "A job file, a jar with a job, or #CLASS.")
    private String job;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "Overrides a setting of the job file.")
    private List<String> set = new ArrayList<>();

    @Parameters(index = "1..*", hidden = true)
    private List<String> arguments = new ArrayList<>();

    @Override
    ExitCode execute(Console console) {
        var written = WrittenJob.of(job, set, Arguments.parse(arguments));
        try (var workspace = Workspace.open(Project.of(written.home(), options()))) {
            var problems = new Problems();
            var warnings = new Problems();
            written.plan(workspace.parts(), problems).ifPresent(plan -> {
                JobCheck.check(plan, problems);
                JobCheck.warn(plan, warnings);
            });
            print(console, problems.list());
            warnings.list().forEach(warning -> console.say("warning: " + warning));
            return problems.isEmpty() ? ExitCode.OK : ExitCode.USAGE;
        }
    }

    /** A job that cannot be found is a problem too. */
    @Override
    Optional<ObjectNode> failure(ExitCode code, String message) {
        return Optional.of(document(List.of(new Problem(job, message, ""))));
    }

    private static ObjectNode document(List<Problem> problems) {
        var document = new ObjectMapper().createObjectNode();
        var array = document.putArray("problems");
        problems.forEach(p -> array.addObject()
                .put("where", p.where())
                .put("message", p.message())
                .put("hint", p.hint()));
        return document;
    }

    private void print(Console console, List<Problem> problems) {
        switch (options().output()) {
            case json -> console.print(document(problems));
            case csv -> {
                var rows = new ArrayList<List<String>>();
                rows.add(List.of("where", "message", "hint"));
                problems.forEach(p -> rows.add(List.of(p.where(), p.message(), p.hint())));
                console.csv(rows);
            }
            case table -> {
                problems.forEach(problem -> console.show(problem.toString()));
                console.show(problems.isEmpty() ? "no problems" : Console.count(problems.size(), "problem"));
            }
        }
    }
}
