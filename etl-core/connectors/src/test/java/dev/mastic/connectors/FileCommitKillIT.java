// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors;

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
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Commits in child JVMs without Spark on their class path, killed at each step, and finished by another process. */
class FileCommitKillIT {
    private static final int FILES = 10;
    private static final Output OUTPUT =
            new Output(new Run("job", "r1", new Token(1)), "lake", Inputs.of("0a"), Optional.empty());

    @TempDir
    Path folder;

    /** What a child does: it finishes the one output of the target. */
    public static final class Child {
        private Child() {}

        public static void main(String[] arguments) throws IOException {
            var target = Target.at(arguments[0], new Configuration());
            var receipt = new FileCommit(target, OUTPUT).commit();
            System.out.println("committed " + receipt.rows());
        }
    }

    @BeforeEach
    void stage() throws IOException {
        var commit = new FileCommit(Target.at(folder.toString(), new Configuration()), OUTPUT);
        var files = new ArrayList<StagedFile>();
        for (int i = 0; i < FILES; i++) {
            var path = "year=" + (2000 + i) + "/part-" + i;
            var staged = folder.resolve(commit.staging(0)).resolve(path);
            Files.createDirectories(staged.getParent());
            Files.writeString(staged, content(i));
            files.add(new StagedFile(path, 7, Files.size(staged)));
        }
        var frame = new Manifest.Frame("", commit.staging(0), "", "{}", files);
        commit.staged(new Manifest(OUTPUT.run(), OUTPUT.sink(), OUTPUT.digest(), List.of(frame)));
    }

    @ParameterizedTest
    @CsvSource({
        "file-sink.before-intent, 0, false",
        "file-sink.after-intent, 0, false",
        "file-sink.after-rename:1, 1, false",
        "file-sink.after-rename:5, 5, false",
        "file-sink.before-done, 10, false",
        "file-sink.after-done, 10, true"
    })
    void isFinishedAfterAKill(String failpoint, int renamed, boolean seen) throws Exception {
        assertThat(child("-D" + Failpoints.PROPERTY + "=" + failpoint)).isEqualTo(Failpoints.EXIT_CODE);
        assertThat(inPlace()).as("renamed when it was killed").hasSize(renamed);
        assertThat(FileSinkContractTest.files(folder)).hasSize(seen ? FILES : 0);

        var receipt = new FileCommit(Target.at(folder.toString(), new Configuration()), OUTPUT).commit();
        assertThat(receipt.rows()).isEqualTo(70);
        assertCommitted();
    }

    @Test
    void isCommittedByAProcessWithoutSpark() throws Exception {
        assertThat(child()).isZero();
        assertThat(Files.readString(log())).contains("committed 70");
        assertCommitted();
    }

    private void assertCommitted() throws IOException {
        assertThat(FileSinkContractTest.files(folder)).hasSize(FILES);
        for (int i = 0; i < FILES; i++) {
            assertThat(folder.resolve("year=" + (2000 + i) + "/part-" + i)).hasContent(content(i));
        }
        try (var notes = Files.list(folder.resolve("_mastic"))) {
            assertThat(notes.map(note -> note.getFileName().toString())).containsExactly("job.lake.r1-1.done");
        }
    }

    private List<Path> inPlace() throws IOException {
        try (var all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !file.startsWith(folder.resolve("_mastic")))
                    .toList();
        }
    }

    private int child(String... options) throws IOException, InterruptedException {
        var classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(jar -> !new File(jar).getName().startsWith("spark-"))
                .filter(jar -> !new File(jar).getName().startsWith("scala-"))
                .collect(Collectors.joining(File.pathSeparator));
        var command = new ArrayList<String>();
        command.add(System.getProperty("java.home") + "/bin/java");
        command.add("-XX:TieredStopAtLevel=1");
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", classPath, Child.class.getName(), folder.toString()));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log().toFile())
                .start()
                .waitFor();
    }

    private Path log() {
        return folder.resolveSibling(folder.getFileName() + ".log");
    }

    private static String content(int file) {
        return "content of " + file;
    }
}
