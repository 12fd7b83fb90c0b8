// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.testing;

import dev.mastic.core.config.Origin;
import dev.mastic.core.config.Problems;
import dev.mastic.core.failure.ExitCode;
import dev.mastic.core.failure.Suggestion;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.io.HadoopPart;
import dev.mastic.core.plugin.Registry;
import dev.mastic.engine.JobTest;
import dev.mastic.engine.JobTestFile;
import dev.mastic.engine.JobTestRunner;
import dev.mastic.engine.TestedJob;
import dev.mastic.submit.console.Console;
import dev.mastic.submit.run.WrittenJob;
import dev.mastic.submit.verb.Sessions;
import dev.mastic.submit.verb.Verb;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs the tests that stand beside jobs: on rows of the tests, without state, and without writing anything. */
@Command(name = "test", description = "Run the tests of jobs: rows in, rows expected; nothing is written.")
public final class TestCommand extends Verb {
    @Parameters(
            paramLabel = "FILE|FOLDER",
            description = "Files *.test.conf, job files with one beside them, or folders. Default: the current folder.")
    private List<Path> places = new ArrayList<>();

    @Option(names = "--filter", paramLabel = "TEXT", description = "Only tests whose name contains the text.")
    private String filter = "";

    @Option(
            names = {"--job", "--jar"},
            paramLabel = "FILE|JAR[#CLASS]",
            description = "The job that is tested. Default: as the file of tests says.")
    private String job;

    @Override
    protected ExitCode execute(Console console) {
        var files = TestFiles.below(places.isEmpty() ? List.of(Path.of("")) : places);
        var registry = Registry.fromClasspath();
        var project = options().project(Path.of(""));
        var spark = Sessions.lazy("mastic test", project, options());
        var runner = new JobTestRunner(registry, HadoopPart.with(project.hadoop()), spark);
        var report = new TestReport(console, options());
        var names = new ArrayList<String>();
        for (var file : files) {
            run(file, registry, runner, names, report);
        }
        if (!report.hasAny()) {
            throw new UsageException("No test has '" + filter + "' in its name " + Suggestion.among(filter, names));
        }
        return report.end();
    }

    private void run(Path file, Registry registry, JobTestRunner runner, List<String> names, TestReport report) {
        var problems = new Problems();
        var tests = JobTestFile.read(file, problems);
        var tested = tests.filter(read -> problems.isEmpty()).flatMap(read -> tested(read, registry, problems));
        if (!problems.isEmpty() || tested.isEmpty()) {
            report.wrong(file, problems.list());
            return;
        }
        for (var test : tests.orElseThrow().tests()) {
            names.add(test.name());
            if (isWanted(test)) {
                report.add(file, runner.run(tested.get(), test));
            }
        }
    }

    private boolean isWanted(JobTest test) {
        return test.name().toLowerCase(Locale.ROOT).contains(filter.toLowerCase(Locale.ROOT));
    }

    private Optional<TestedJob> tested(JobTestFile file, Registry registry, Problems problems) {
        try {
            var name = Optional.ofNullable(job).orElseGet(file::jobName);
            return WrittenJob.of(name, file.overrides(), file.arguments()).tested(registry, problems);
        } catch (UsageException e) {
            problems.add(Origin.of(file.file().getFileName().toString()), e.getMessage());
            return Optional.empty();
        }
    }
}
