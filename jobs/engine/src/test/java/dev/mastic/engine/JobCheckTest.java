// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.Arguments;
import dev.mastic.core.config.Problem;
import dev.mastic.core.config.Problems;
import dev.mastic.core.failure.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobCheckTest {
    private static final String GOOD = """
            job {
              name = good
              sources { a { records = "struct<id:int>" } }
              steps = [ { name = checked, transform = needs, column = id } ]
              sinks { out { in = checked, place = "out" } }
            }
            """;

    @TempDir
    private Path folder;

    @Test
    void findsNothingWrongWithAGoodJob() throws IOException {
        assertThat(problems(GOOD)).isEmpty();
    }

    @Test
    void listsAllProblemsAtOnceWithTheirLines() throws IOException {
        var found = problems("""
                job {
                  nme = typo
                  bookmarks = enabld
                  sources {
                    a { record = "struct<id:int>" }
                    b { records = "struct<id:int>", read = al }
                    unused { records = "struct<id:int>" }
                  }
                  steps = [
                    { name = one, in = b, transform = neds, column = id }
                    { name = two, in = nowhere, transform = needs, colum = id }
                  ]
                  sinks { out { in = two, plac = "out" } }
                }
                """);

        assertThat(found)
                .extracting(Problem::toString)
                .contains(
                        "job.conf:2: unknown setting 'nme' (did you mean 'name'?)",
                        "job.conf:5: source 'a' says no place (did you mean 'records'?)",
                        "job.conf:7: source 'unused' is used by no step and no sink (remove it)",
                        "job.conf:11: unknown setting 'colum' (did you mean 'column'?)",
                        "job.conf:13: sink 'out' says no place (did you mean 'place'?)")
                .anyMatch(p -> p.startsWith("job.conf:1: missing setting 'name'"))
                .anyMatch(p -> p.startsWith("job.conf:3: setting 'bookmarks' must be one of enabled, disabled, paused"))
                .anyMatch(p -> p.startsWith("job.conf:6: setting 'read' must be one of new, all"))
                .anyMatch(p ->
                        p.startsWith("job.conf:10: no such transform: 'neds'") && p.contains("did you mean 'needs'"))
                .anyMatch(p -> p.startsWith("job.conf:11: no such frame: 'nowhere'"));
    }

    @Test
    void refusesTwoSourcesThatKeepTheirBookmarksUnderOneName() throws IOException {
        var found = problems("""
                job {
                  name = shared
                  sources {
                    a { records = "struct<id:int>", transformation-ctx = b }
                    b { records = "struct<id:int>" }
                  }
                  steps = [ { name = both, transform = pair, in = [a, b] } ]
                  sinks { out { in = both, place = "out" } }
                }
                """);

        assertThat(found)
                .extracting(Problem::toString)
                .containsExactly("job.conf:5: source 'b' keeps its bookmark under the name of source 'a': 'b'"
                        + " (give each a transformation-ctx of its own)");
    }

    @Test
    void namesACycleOfSteps() throws IOException {
        var found = problems("""
                job {
                  name = cycle
                  sources { a { records = "struct<id:int>" } }
                  steps = [
                    { name = one, in = [a, three], transform = pair }
                    { name = two, in = one, transform = needs, column = id }
                    { name = three, in = two, transform = needs, column = id }
                  ]
                  sinks { out { in = three, place = "out" } }
                }
                """);

        assertThat(found)
                .extracting(Problem::toString)
                .containsExactly("job.conf:5: the steps form a cycle: one → three → two → one");
    }

    @Test
    void refusesAStepThatStandsBelow() throws IOException {
        var found = problems(GOOD.replace(
                "{ name = checked,",
                "{ name = first, in = checked, transform = needs, column = id }\n" + "{ name = checked, in = a,"));

        assertThat(found).extracting(Problem::message).contains("'checked' stands below this step");
    }

    @Test
    void namesAMissingTableAtItsSource() throws IOException {
        assertThat(problems(GOOD.replace("struct<id:int>", "gone")))
                .extracting(Problem::toString)
                .containsExactly("job.conf:3: No such table: 'gone'");
    }

    @Test
    void namesAMissingColumnAtItsStep() throws IOException {
        assertThat(problems(GOOD.replace("column = id", "column = ident")))
                .extracting(Problem::toString)
                .containsExactly("job.conf:4: no column 'ident'");
    }

    @Test
    void refusesAJobThatNothingStarts() throws IOException {
        assertThat(problems(GOOD.replace("<id:int>\" }", "<id:int>\", read = all }")))
                .extracting(Problem::message)
                .containsExactly("every source is read = all, so that nothing ever starts a run");
    }

    @Test
    void refusesSeveralFramesForASinkOfOne() throws IOException {
        assertThat(problems(GOOD.replace("in = checked,", "in = \"checked.*\",")))
                .extracting(Problem::message)
                .containsExactly("sink 'out' cannot write several frames");
    }

    @Test
    void takesValuesFromArgumentsAndOverrides() throws IOException {
        var problems = new Problems();
        var file = write(GOOD.replace("name = good", "name = ${args.name}"));
        var spec = JobFile.read(
                file,
                List.of("job.bookmarks=paused"),
                new Arguments(Map.of("name", "given")),
                ToyParts.parts().registry(),
                problems);

        assertThat(problems.list()).isEmpty();
        assertThat(spec.orElseThrow().name()).isEqualTo("given");
        assertThat(spec.orElseThrow().bookmarks()).hasToString("paused");
    }

    @Test
    void saysWhereAFileCannotBeParsed() throws IOException {
        assertThat(problems("job {\n  name = a\n  steps = [ {\n}\n"))
                .extracting(Problem::where)
                .allMatch(where -> where.startsWith("job.conf"));
    }

    @Test
    void opensNoConnectionForAnInclude() throws IOException {
        assertThat(problems("include url(\"http://127.0.0.1:9/job.conf\")\n" + GOOD))
                .extracting(Problem::message)
                .anyMatch(message -> message.contains("cannot include a URL"));
    }

    @Test
    void saysThatAFileIsMissing() {
        assertThatThrownBy(() -> JobFile.read(
                        folder.resolve("no.conf"),
                        List.of(),
                        Arguments.none(),
                        ToyParts.parts().registry(),
                        new Problems()))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("No such job file");
    }

    @Test
    void warnsOfTwoNewSourcesThatAreJoined() throws IOException {
        var problems = new Problems();
        var warnings = new Problems();
        var plan = plan("""
                job {
                  name = pairs
                  sources { a { records = "struct<id:int>" }, b { records = "struct<id:int>" } }
                  steps = [ { name = both, in = [a, b], transform = pair } ]
                  sinks { out { place = "out" } }
                }
                """, problems);
        JobCheck.warn(plan, warnings);

        assertThat(problems.list()).isEmpty();
        assertThat(warnings.list()).extracting(Problem::where).containsExactly("job.conf:4");
    }

    @Test
    void notesWhatOnlyTheDataTellsAndChecksTheRest() throws IOException {
        var problems = new Problems();
        var notes = new Problems();
        var plan = plan("""
                job {
                  name = wide
                  sources { a { records = "struct<id:int>" } }
                  steps = [
                    { name = wide, in = a, transform = pivoted }
                    { name = below, in = wide, transform = needs, column = q1 }
                    { name = beside, in = a, transform = needs, column = ident }
                  ]
                  sinks { out { in = below, place = "out" }, more { in = beside, place = "more" } }
                }
                """, problems);
        JobCheck.check(plan, problems, notes);

        assertThat(notes.list())
                .extracting(Problem::toString)
                .containsExactly("job.conf:5: Cannot tell the columns of pivoted before its data is read"
                        + " (what depends on them is checked when the job runs)");
        assertThat(problems.list()).extracting(Problem::toString).containsExactly("job.conf:7: no column 'ident'");
    }

    @Test
    void refusesWrongLimitsAndNotesThoseThatAreNeverReached() throws IOException {
        var step = "transform = needs, ";
        assertThat(problems(GOOD.replace(step, step + "stage-threshold = -1, ")))
                .extracting(Problem::toString)
                .containsExactly("job.conf:4: setting 'stage-threshold' must be a whole number of at least 0 (got -1)");
        var problems = new Problems();
        var notes = new Problems();
        JobCheck.warn(plan(GOOD.replace(step, step + "total-threshold = 3, info = hand-made, "), problems), notes);
        assertThat(problems.list()).isEmpty();
        assertThat(notes.list())
                .extracting(Problem::message)
                .singleElement()
                .asString()
                .contains("'checked' allows");
    }

    @Test
    void refusesACollectionOfOneFrame() throws IOException {
        assertThat(problems(GOOD.replace("{ name = checked,", "{ name = checked, in = \"a.*\",")))
                .extracting(Problem::toString)
                .containsExactly("job.conf:4: 'a' is one frame, not several: write in = a");
    }

    private List<Problem> problems(String text) throws IOException {
        var problems = new Problems();
        var file = write(text);
        var parts = ToyParts.parts();
        JobFile.read(file, List.of(), Arguments.none(), parts.registry(), problems)
                .map(spec -> Planner.plan(spec, parts, problems))
                .filter(plan -> problems.isEmpty())
                .ifPresent(plan -> JobCheck.check(plan, problems, new Problems()));
        return problems.list();
    }

    private JobPlan plan(String text, Problems problems) throws IOException {
        var parts = ToyParts.parts();
        var spec = JobFile.read(write(text), List.of(), Arguments.none(), parts.registry(), problems);
        return Planner.plan(spec.orElseThrow(), parts, problems);
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("job.conf"), text);
    }
}
