// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors;

import static dev.mastic.connectors.FileSinkContractTest.files;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.bookmark.Output;
import dev.mastic.core.bookmark.Receipt;
import dev.mastic.core.bookmark.Run;
import dev.mastic.core.bookmark.Token;
import dev.mastic.core.failure.EtlException;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.io.Intent;
import dev.mastic.testkit.Inputs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commits that take files away: which ones, and what becomes of two at once. No Spark. */
class ReplacementTest {
    @TempDir
    Path folder;

    @Test
    void takesFilesOfOthersAwayAndLeavesHiddenOnes() throws IOException {
        put("year=2020/foreign.parquet");
        put("deep/er/foreign.csv");
        put("_SUCCESS");
        put(".hidden");
        put("_temporary/0/part");
        commit(WriteMode.REPLACE, output("job", 1), "year=2021/a");
        assertThat(data()).containsExactly("year=2021/a");
        assertThat(folder.resolve("_SUCCESS")).exists();
        assertThat(folder.resolve(".hidden")).exists();
        assertThat(folder.resolve("_temporary/0/part")).exists();
    }

    @Test
    void takesNothingFromPartitionsWhoseNamesBeginAlike() throws IOException {
        commit(WriteMode.APPEND, output("job", 1), "p=1/a", "p=10/a", "p=1/q=1/a");
        commit(WriteMode.REPLACE_PARTITIONS, output("job", 2), "p=1/b");
        assertThat(data()).containsExactly("p=1/b", "p=10/a");
    }

    @Test
    void takesAllOfTheFoldersThatAreSaidAndNothingElse() throws IOException {
        commit(WriteMode.APPEND, output("job", 1), "p=1/a", "p=1/q=2/b", "p=10/a", "p=2/a", "p=3/a");
        put("p=1/foreign.parquet");
        var folders = replacing("p=1", "p=2", "p=none");
        stage(folders, output("job", 2), "p=1/new", "p=4/new").commit();
        assertThat(data()).containsExactly("p=1/new", "p=10/a", "p=3/a", "p=4/new");
    }

    @Test
    void replacesFoldersBesideWhoeverReplacesOthers() throws IOException {
        commit(WriteMode.APPEND, output("job", 1), "p=1/a", "p=2/a");
        var mine = stage(replacing("p=1"), output("job", 3), "p=1/mine");
        stage(replacing("p=2"), output("other", 2), "p=2/other").commit();
        mine.commit();
        assertThat(data()).containsExactly("p=1/mine", "p=2/other");
    }

    @Test
    void leavesWhatAnotherJobIsAdding() throws IOException {
        put("old");
        var theirs = stage(WriteMode.APPEND, output("their", 1), "theirs");
        var notes = folder.resolve("_mastic");
        var intent = new Intent(List.of(folder.resolve("theirs").toString()), List.of());
        Files.write(notes.resolve(name(notes, "their", ".staged") + ".intent"), intent.write());
        commit(WriteMode.REPLACE, output("job", 1), "new");
        theirs.commit();
        assertThat(data()).containsExactly("new", "theirs");
    }

    @Test
    void refusesToReplaceWhatAnotherIsReplacing() throws IOException {
        put("old");
        stage(WriteMode.REPLACE, output("their", 1), "theirs");
        var notes = folder.resolve("_mastic");
        var name = name(notes, "their", ".staged");
        var note = new CommitNote(
                output("their", 1).run(),
                "lake",
                new Receipt(List.of(), Optional.empty()),
                Optional.empty(),
                List.of(folder + "/"),
                Optional.of(new Intent(List.of(), List.of())));
        var intent = notes.resolve(name + ".intent");
        Files.write(intent, note.write());
        var mine = stage(WriteMode.REPLACE_PARTITIONS, output("job", 1), "p=1/mine");
        assertThatThrownBy(mine::commit)
                .isInstanceOf(EtlException.class)
                .hasMessageContaining("run r1 of job 'their' is replacing files there now");
        assertThat(data()).containsExactly("old");

        Files.delete(intent);
        commit(WriteMode.REPLACE_PARTITIONS, output("job", 2), "p=1/mine");
        assertThat(data()).containsExactly("old", "p=1/mine");
    }

    /** Of replacements at the same time some may be refused; those that are not leave exactly one's files. */
    @Test
    void isOneOfThoseThatReplaceAtTheSameTime() throws Exception {
        put("old");
        var staged = new ArrayList<FileCommit>();
        for (int job = 0; job < 8; job++) {
            staged.add(stage(WriteMode.REPLACE, output("job" + job, 1), "x/" + job, "y/" + job));
        }
        var committed = new ArrayList<String>();
        var threads = Executors.newFixedThreadPool(8);
        try {
            var tasks = staged.stream()
                    .<Callable<Optional<Receipt>>>map(commit -> () -> attempt(commit))
                    .toList();
            var outcomes = threads.invokeAll(tasks);
            for (int job = 0; job < outcomes.size(); job++) {
                if (outcomes.get(job).get().isPresent()) {
                    committed.add("" + job);
                }
            }
        } finally {
            threads.shutdown();
        }
        assertThat(data()).isIn(expected(committed));
    }

    private static List<List<String>> expected(List<String> committed) {
        var one = committed.stream().map(job -> List.of("x/" + job, "y/" + job)).toList();
        return one.isEmpty() ? List.of(List.of("old")) : one;
    }

    private static Optional<Receipt> attempt(FileCommit commit) throws IOException {
        try {
            return Optional.of(commit.commit());
        } catch (EtlException refused) {
            return Optional.empty();
        }
    }

    @Test
    void redoesWhatHasTakenThePlaceOfARun() throws IOException {
        var first = output("job", 1);
        commit(WriteMode.APPEND, first, "a", "b");
        commit(WriteMode.APPEND, output("job", 2), "c");
        commit(WriteMode.APPEND, redo(3, first), "d");
        commit(WriteMode.APPEND, redo(4, first), "e", "f");
        assertThat(data()).containsExactly("c", "e", "f");
        commit(WriteMode.APPEND, redo(5, redo(4, first)));
        assertThat(data()).containsExactly("c");
        commit(WriteMode.APPEND, redo(6, first), "g");
        assertThat(data()).containsExactly("c", "g");
    }

    @Test
    void refusesToRedoWhatHasGone() throws IOException {
        var first = output("job", 1);
        commit(WriteMode.APPEND, first, "a", "b");
        commit(WriteMode.REPLACE, output("other", 1), "c");
        assertThatThrownBy(() -> new Replacement(place(WriteMode.APPEND), redo(2, first)).check())
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("Cannot replace the output of run r1 of sink 'lake' in " + folder)
                .hasMessageContaining("2 of its 2 files have gone (first: " + folder.resolve("a"));
    }

    @Test
    void refusesToRedoOutputsOfEarlierVersions() throws IOException {
        var done = "{\"version\":1,\"sink\":\"lake\",\"run\":{\"job\":\"job\",\"runId\":\"r1\",\"token\":1},"
                + "\"receipt\":{\"written\":[{\"frame\":\"\",\"rows\":7,\"files\":1}]}}";
        put("_mastic/job.lake.r1-1.done", done);
        assertThat(new Attempts(place(WriteMode.APPEND), output("job", 1)).receipt())
                .hasValueSatisfying(receipt -> assertThat(receipt.rows()).isEqualTo(7));
        assertThat(new CommittedOutputs(place(WriteMode.APPEND).target()).remembered("job"))
                .isEmpty();
        assertThatThrownBy(() -> new Replacement(place(WriteMode.APPEND), redo(2, output("job", 1))).check())
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("it was written by an earlier version");
    }

    @Test
    void redoesRunsWhoseNotesAreInTheHistory() throws IOException {
        var first = output("job", 1);
        commit(WriteMode.APPEND, first, "a");
        for (int token = 2; token <= 53; token++) {
            commit(WriteMode.APPEND, output("job", token));
        }
        assertThat(folder.resolve("_mastic/history")).isNotEmptyDirectory();
        commit(WriteMode.APPEND, redo(60, first), "b");
        assertThat(data()).containsExactly("b");
        assertThat(new CommittedOutputs(place(WriteMode.APPEND).target()).remembered("job"))
                .hasSize(54)
                .first()
                .satisfies(output -> assertThat(output.run()).isEqualTo(first.run()));
    }

    private void commit(WriteMode mode, Output output, String... files) throws IOException {
        stage(mode, output, files).commit();
    }

    private FileCommit stage(WriteMode mode, Output output, String... files) throws IOException {
        return stage(place(mode), output, files);
    }

    private FileCommit stage(FilePlace place, Output output, String... files) throws IOException {
        var commit = new Attempts(place, output).begin();
        var staged = new ArrayList<StagedFile>();
        for (var file : files) {
            put(commit.staging(0, "") + "/" + file);
            staged.add(new StagedFile(file, 1, 1));
        }
        var frame = new Manifest.Frame("", commit.staging(0, ""), "", "{}", staged);
        commit.staged(new Manifest(output.run(), output.sink(), output.digest(), List.of(frame)));
        return commit;
    }

    private FilePlace place(WriteMode mode) {
        return new FilePlace(Target.at(folder.toString(), new Configuration()), mode, Registration.NONE);
    }

    private FilePlace replacing(String... folders) {
        return new FilePlace(place(WriteMode.REPLACE).target(), WriteMode.REPLACE, Registration.NONE, List.of(folders));
    }

    private void put(String path) throws IOException {
        put(path, "x");
    }

    private void put(String path, String content) throws IOException {
        var file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private static String name(Path notes, String prefix, String ending) throws IOException {
        try (var all = Files.list(notes)) {
            var note = all.map(path -> path.getFileName().toString())
                    .filter(name -> name.startsWith(prefix) && name.endsWith(ending))
                    .findFirst()
                    .orElseThrow();
            return note.substring(0, note.length() - ending.length());
        }
    }

    private List<String> data() {
        return files(folder).stream()
                .map(file -> folder.relativize(Path.of(file)).toString())
                .toList();
    }

    private static Output output(String job, long token) {
        return new Output(new Run(job, "r" + token, new Token(token)), "lake", Inputs.of("0a"), Optional.empty());
    }

    private static Output redo(long token, Output replaced) {
        var output = output("job", token);
        return new Output(output.run(), output.sink(), output.slices(), Optional.of(replaced.run()));
    }
}
