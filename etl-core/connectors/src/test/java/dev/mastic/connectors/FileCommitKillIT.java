// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors;

import static dev.mastic.connectors.FileSinkContractTest.files;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.core.bookmark.Output;
import dev.mastic.core.bookmark.Run;
import dev.mastic.core.bookmark.Token;
import dev.mastic.core.failure.Failpoints;
import dev.mastic.testkit.Inputs;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Commits in child JVMs without Spark on their class path, killed or stopped at each step. */
class FileCommitKillIT {
    private static final int MANY = 1000;
    private static final int FEW = 20;
    private static final Output OUTPUT = output("job", 1);
    private static final Output NEIGHBOUR = output("neighbour", 1);

    @TempDir
    Path folder;

    private int count = FEW;

    /** What a child does: it finishes the one output of the job in a target. */
    public static final class Child {
        private Child() {}

        public static void main(String[] arguments) throws IOException {
            var mode = WriteMode.valueOf(arguments[1]);
            var place = new FilePlace(Target.at(arguments[0], new Configuration()), mode, Registration.NONE);
            var receipt = furthest(place, OUTPUT).commit();
            System.out.println("committed " + receipt.rows());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "file-sink.before-intent, 0, false",
        "file-sink.after-intent, 0, false",
        "file-sink.after-rename:1, 1, false",
        "file-sink.before-done, 20, false",
        "file-sink.after-done, 20, true"
    })
    @Tag("chaos")
    void goesForwardAfterAKillAnywhere(String failpoint, int renamed, boolean seen) throws Exception {
        goesForwardAfterAKill(failpoint, renamed, seen);
    }

    @ParameterizedTest
    @CsvSource("file-sink.after-rename:10, 10, false")
    void goesForwardAfterAKill(String failpoint, int renamed, boolean seen) throws Exception {
        stage(OUTPUT, "new");
        assertThat(child(WriteMode.APPEND, failpoint).waitFor()).isEqualTo(Failpoints.EXIT_CODE);
        assertThat(inPlace()).as("renamed when it was killed").hasSize(renamed);
        assertThat(files(folder)).hasSize(seen ? count : 0);

        var receipt = furthest(place(WriteMode.APPEND), OUTPUT).commit();
        assertThat(receipt.rows()).isEqualTo(7 * count);
        assertThat(files(folder)).containsExactlyInAnyOrderElementsOf(paths("new"));
        assertNotes("job.lake.r1-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"file-sink.after-intent", "file-sink.before-done"})
    @Tag("chaos")
    void goesBackAfterAKillAnywhere(String failpoint) throws Exception {
        goesBackAfterAKillAndLeavesWhatItsNeighbourHasBegun(failpoint);
    }

    @ParameterizedTest
    @ValueSource(strings = "file-sink.after-rename:10")
    void goesBackAfterAKillAndLeavesWhatItsNeighbourHasBegun(String failpoint) throws Exception {
        stage(OUTPUT, "new");
        stage(NEIGHBOUR, "theirs");
        assertThat(child(WriteMode.APPEND, failpoint).waitFor()).isEqualTo(Failpoints.EXIT_CODE);
        var theirs = furthest(place(WriteMode.APPEND), NEIGHBOUR);

        new Attempts(place(WriteMode.APPEND), OUTPUT).discard();
        assertThat(inPlace()).isEmpty();
        assertThat(theirs.missing(theirs.manifest().orElseThrow())).isEmpty();
        theirs.commit();
        assertThat(files(folder)).containsExactlyInAnyOrderElementsOf(paths("theirs"));
        assertNotes("neighbour.lake.r1-1");
    }

    @Tag("chaos")
    @Test
    void aThousandFilesGoForwardOrBackFromTheMiddle() throws Exception {
        count = MANY;
        put("old");
        stage(OUTPUT, "new");
        stage(NEIGHBOUR, "theirs");
        assertThat(child(WriteMode.REPLACE, "file-sink.after-rename:500").waitFor())
                .isEqualTo(Failpoints.EXIT_CODE);
        assertThat(inPlace()).hasSize(MANY + 500);
        assertThat(files(folder)).containsExactlyInAnyOrderElementsOf(paths("old"));

        new Attempts(place(WriteMode.REPLACE), OUTPUT).discard();
        assertThat(inPlace()).hasSize(MANY);
        stage(OUTPUT, "new");
        assertThat(child(WriteMode.REPLACE, "file-sink.after-rename:500").waitFor())
                .isEqualTo(Failpoints.EXIT_CODE);
        furthest(place(WriteMode.REPLACE), OUTPUT).commit();
        furthest(place(WriteMode.APPEND), NEIGHBOUR).commit();
        var both = new ArrayList<>(paths("new"));
        both.addAll(paths("theirs"));
        assertThat(files(folder)).containsExactlyInAnyOrderElementsOf(both);
    }

    /** A kill is seen by readers as the old files or the new ones, never as both or parts. */
    @ParameterizedTest
    @CsvSource({
        "file-sink.after-intent, old",
        "file-sink.after-rename:10, old",
        "file-sink.after-done, new",
        "file-sink.after-removal:1, new"
    })
    @Tag("chaos")
    void replacesAllOrNothingWhereverItIsKilled(String failpoint, String seen) throws Exception {
        replacesAllOrNothingWheneverItIsKilled(failpoint, seen);
    }

    @ParameterizedTest
    @CsvSource({"file-sink.before-done, old", "file-sink.after-removal:10, new"})
    void replacesAllOrNothingWheneverItIsKilled(String failpoint, String seen) throws Exception {
        put("old");
        stage(OUTPUT, "new");
        assertThat(child(WriteMode.REPLACE, failpoint).waitFor()).isEqualTo(Failpoints.EXIT_CODE);
        assertThat(files(folder)).containsExactlyInAnyOrderElementsOf(paths(seen));

        furthest(place(WriteMode.REPLACE), OUTPUT).commit();
        assertThat(files(folder)).containsExactlyInAnyOrderElementsOf(paths("new"));
        assertThat(inPlace()).hasSize(count);
        assertNotes("job.lake.r1-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"file-sink.after-intent", "file-sink.before-done"})
    @Tag("chaos")
    void takesBackAReplacementThatWasKilledAnywhere(String failpoint) throws Exception {
        takesBackAReplacementThatWasKilled(failpoint);
    }

    @ParameterizedTest
    @ValueSource(strings = "file-sink.after-rename:10")
    void takesBackAReplacementThatWasKilled(String failpoint) throws Exception {
        put("old");
        stage(OUTPUT, "new");
        assertThat(child(WriteMode.REPLACE, failpoint).waitFor()).isEqualTo(Failpoints.EXIT_CODE);
        new Attempts(place(WriteMode.REPLACE), OUTPUT).discard();
        assertThat(inPlace()).hasSize(count);
        assertThat(files(folder)).containsExactlyInAnyOrderElementsOf(paths("old"));
    }

    /** The child stands still where it checked last, wakes up when its successor is through, and must change nothing. */
    @ParameterizedTest
    @CsvSource({
        "file-sink.before-intent, true",
        "file-sink.after-intent, true",
        "file-sink.before-done, true",
        "file-sink.before-intent, false",
        "file-sink.after-intent, false",
        "file-sink.after-rename:10, false"
    })
    @Tag("chaos")
    void aHolderThatWakesUpAnywherePublishesNothing(String failpoint, boolean forward) throws Exception {
        aHolderThatWakesUpAfterItsSuccessorPublishesNothing(failpoint, forward);
    }

    @ParameterizedTest
    @CsvSource({"file-sink.after-rename:10, true", "file-sink.before-done, false"})
    void aHolderThatWakesUpAfterItsSuccessorPublishesNothing(String failpoint, boolean forward) throws Exception {
        put("old");
        stage(OUTPUT, "new");
        var reached = folder.resolveSibling("reached");
        var child = child(WriteMode.REPLACE, failpoint, reached);
        awaitFile(child, reached);
        signal(child, "STOP");
        if (forward) {
            furthest(place(WriteMode.REPLACE), OUTPUT).commit();
        } else {
            new Attempts(place(WriteMode.REPLACE), OUTPUT).discard();
        }
        var successor = output("job", 2);
        stage(successor, "newer");
        furthest(place(WriteMode.REPLACE), successor).commit();

        Files.delete(reached);
        signal(child, "CONT");
        assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(child.exitValue()).as(Files.readString(log())).isEqualTo(forward ? 0 : 1);
        if (!forward) {
            assertThat(Files.readString(log())).contains("another process has taken it back");
        }
        assertThat(inPlace()).hasSize(count);
        assertThat(files(folder)).containsExactlyInAnyOrderElementsOf(paths("newer"));
        assertThat(new CommittedOutputs(place(WriteMode.REPLACE).target()).latest("job"))
                .contains(successor.run());
    }

    @Test
    void isCommittedByAProcessWithoutSpark() throws Exception {
        stage(OUTPUT, "new");
        assertThat(child(WriteMode.APPEND, "").waitFor()).isZero();
        assertThat(Files.readString(log())).contains("committed " + 7 * count);
        assertThat(files(folder)).containsExactlyInAnyOrderElementsOf(paths("new"));
    }

    private void stage(Output output, String name) throws IOException {
        var commit = new Attempts(place(WriteMode.APPEND), output).begin();
        var staged = new ArrayList<StagedFile>();
        for (int i = 0; i < count; i++) {
            var file = write(folder.resolve(commit.staging(0, "")).resolve(path(i, name)), name + i);
            staged.add(new StagedFile(path(i, name), 7, Files.size(file)));
        }
        var frame = new Manifest.Frame("", commit.staging(0, ""), "", "{}", staged);
        commit.staged(new Manifest(output.run(), output.sink(), output.digest(), List.of(frame)));
    }

    private void put(String name) throws IOException {
        for (int i = 0; i < count; i++) {
            write(folder.resolve(path(i, name)), name + i);
        }
    }

    private static Path write(Path file, String content) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    private List<String> paths(String name) {
        return IntStream.range(0, count)
                .mapToObj(i -> folder.resolve(path(i, name)).toString())
                .toList();
    }

    private static String path(int file, String name) {
        return "year=" + (2000 + file % 10) + "/" + name + "-" + file;
    }

    /** Nothing of a commit but its end, and what it has read. */
    private void assertNotes(String output) throws IOException {
        try (var notes = Files.walk(folder.resolve("_mastic"))) {
            assertThat(notes.filter(Files::isRegularFile)
                            .map(note -> note.getFileName().toString().replaceFirst("\\.[0-9a-f]{8}\\.", ".")))
                    .containsExactlyInAnyOrder(output + ".done", output + ".json.gz");
        }
    }

    private List<Path> inPlace() throws IOException {
        try (var all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !file.startsWith(folder.resolve("_mastic")))
                    .toList();
        }
    }

    private FilePlace place(WriteMode mode) {
        return new FilePlace(Target.at(folder.toString(), new Configuration()), mode, Registration.NONE);
    }

    private static FileCommit furthest(FilePlace place, Output output) throws IOException {
        var attempts = new Attempts(place, output);
        var furthest = attempts.furthest();
        return furthest.isPresent() ? furthest.get() : attempts.all().get(0);
    }

    private static Output output(String job, long token) {
        return new Output(new Run(job, "r" + token, new Token(token)), "lake", Inputs.of("0a"), Optional.empty());
    }

    private Process child(WriteMode mode, String failpoint) throws IOException {
        return start(mode, failpoint, Optional.empty());
    }

    /** A child that makes a file at the failpoint and waits there until that is deleted. */
    private Process child(WriteMode mode, String failpoint, Path reached) throws IOException {
        return start(mode, failpoint, Optional.of(reached));
    }

    private Process start(WriteMode mode, String failpoint, Optional<Path> reached) throws IOException {
        var classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(jar -> !new File(jar).getName().startsWith("spark-"))
                .filter(jar -> !new File(jar).getName().startsWith("scala-"))
                .collect(Collectors.joining(File.pathSeparator));
        var command = new ArrayList<String>();
        command.add(System.getProperty("java.home") + "/bin/java");
        command.add("-XX:TieredStopAtLevel=1");
        command.add("-D" + Failpoints.PROPERTY + "=" + failpoint);
        command.addAll(List.of("-cp", classPath, Child.class.getName(), folder.toString(), mode.name()));
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log().toFile());
        reached.ifPresent(file -> builder.environment().put(Failpoints.REACHED, file.toString()));
        return builder.start();
    }

    private static void awaitFile(Process child, Path file) throws InterruptedException {
        while (!Files.exists(file)) {
            assertThat(child.isAlive()).isTrue();
            Thread.sleep(20);
        }
    }

    private static void signal(Process child, String signal) throws IOException, InterruptedException {
        var kill = new ProcessBuilder("kill", "-" + signal, Long.toString(child.pid())).start();
        assertThat(kill.waitFor()).isZero();
    }

    private Path log() {
        return folder.resolveSibling(folder.getFileName() + ".log");
    }
}
