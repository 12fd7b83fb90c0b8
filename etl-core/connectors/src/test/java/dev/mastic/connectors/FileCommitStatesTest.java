// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors;

import static dev.mastic.connectors.FileSinkContractTest.files;
import static dev.mastic.connectors.FileSinkContractTest.visible;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.bookmark.Output;
import dev.mastic.core.bookmark.Run;
import dev.mastic.core.bookmark.Token;
import dev.mastic.core.failure.EtlException;
import dev.mastic.core.failure.OutcomeUnknownException;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.FrameContext;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.io.Found;
import dev.mastic.core.io.Intent;
import dev.mastic.core.io.Sink;
import dev.mastic.core.io.Staged;
import dev.mastic.core.plugin.Registry;
import dev.mastic.testkit.Inputs;
import dev.mastic.testkit.SparkExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Each state in which a killed process can leave an output, as a fresh process finds it. */
@ExtendWith(SparkExtension.class)
class FileCommitStatesTest {
    private static final Output OUTPUT =
            new Output(new Run("job", "r1", new Token(1)), "lake", Inputs.of("0a"), Optional.empty());

    @TempDir
    Path folder;

    private Path notes;
    private String attempt;
    private List<Path> staged;

    @BeforeEach
    void stageTwoFrames(SparkSession spark) throws IOException {
        var frames = Frames.of("a", frame(spark, 0, 10), "b", frame(spark, 10, 20));
        open().stage(frames, OUTPUT);
        notes = folder.resolve("_mastic");
        attempt = attempt(notes);
        assertThat(attempt).startsWith("job.lake.r1-1.");
        try (var all = Files.walk(notes.resolve(attempt))) {
            staged = all.filter(file -> file.toString().endsWith(".parquet"))
                    .sorted()
                    .toList();
        }
        assertThat(staged).hasSize(4);
    }

    @Test
    void goesForwardFromAnIntent(SparkSession spark) throws IOException {
        intend();
        assertThat(files(folder)).isEmpty();
        assertCommits(spark);
    }

    @Test
    void goesForwardFromTheMiddleOfTheRenames(SparkSession spark) throws IOException {
        intend();
        move(0);
        move(2);
        assertThat(files(folder))
                .as("files of an unfinished commit are passed over")
                .isEmpty();
        assertCommits(spark);
    }

    @Test
    void goesForwardFromTheLastRename(SparkSession spark) throws IOException {
        intend();
        for (int i = 0; i < staged.size(); i++) {
            move(i);
        }
        assertThat(files(folder)).isEmpty();
        assertCommits(spark);
    }

    @Test
    void goesForwardFromACopyThatDidNotEnd(SparkSession spark) throws IOException {
        intend();
        var half = Files.write(place(0), new byte[] {1, 2, 3});
        assertCommits(spark);
        assertThat(half).satisfies(file -> assertThat(Files.size(file)).isGreaterThan(3));
    }

    @Test
    void goesBackFromTheMiddleOfTheRenames(SparkSession spark) throws IOException {
        intend();
        move(0);
        open().discard(OUTPUT);
        assertThat(open().find(OUTPUT)).isInstanceOf(Found.Absent.class);
        assertThat(filesOnDisk()).isEmpty();
        var again = open().stage(Frames.of("a", frame(spark, 0, 10)), OUTPUT);
        again.commit();
        assertThat(visible(spark, folder)).hasSize(10);
    }

    @Test
    void goesOnWithDiscardingWhatAKillHasLeft(SparkSession spark) throws IOException {
        intend();
        move(0);
        Files.delete(notes.resolve(attempt + ".staged"));
        assertThat(open().find(OUTPUT)).isInstanceOf(Found.Absent.class);
        assertThat(files(folder)).isEmpty();
        open().discard(OUTPUT);
        assertThat(filesOnDisk()).isEmpty();
    }

    @Test
    void isCommittedFromTheNoteOfTheEndOnwards(SparkSession spark) throws IOException {
        var leftovers = notes.resolve(attempt + ".intent");
        var receipt = complete().commit();
        Files.write(leftovers, new Intent(files(folder), List.of()).write());
        Files.createDirectories(notes.resolve(attempt + "/0"));
        assertThat(open().find(OUTPUT)).isEqualTo(new Found.Committed(receipt));
        assertThat(files(folder)).hasSize(4);
        open().discard(OUTPUT);
        assertThat(leftovers).doesNotExist();
        assertThat(notes.resolve(attempt)).doesNotExist();
        assertThat(visible(spark, folder)).hasSize(20);
    }

    @Test
    void cleansUpBehindAKilledRunWithTheNextCommit(SparkSession spark) throws IOException {
        var leftovers = notes.resolve(attempt + ".intent");
        complete().commit();
        Files.write(leftovers, new Intent(files(folder), List.of()).write());
        var next = new Output(new Run("job", "r2", new Token(2)), "lake", Inputs.of("0b"), Optional.empty());
        open().stage(Frames.of("a", frame(spark, 20, 30)), next).commit();
        assertThat(leftovers).doesNotExist();
        assertThat(visible(spark, folder)).hasSize(30);
    }

    @Test
    void isAbsentWhenStagedFilesAreGone() throws IOException {
        var complete = complete();
        Files.delete(staged.get(1));
        assertThat(open().find(OUTPUT)).isInstanceOf(Found.Absent.class);
        assertThatThrownBy(complete::commit)
                .isExactlyInstanceOf(EtlException.class)
                .hasMessageContaining("1 file is neither staged nor in place");
        assertThat(filesOnDisk()).hasSize(3).allMatch(file -> file.startsWith(notes));
    }

    @Test
    void isUnknownWhenFilesOfAnIntentAreGone() throws IOException {
        intend();
        move(0);
        Files.delete(place(0));
        assertThat(open().find(OUTPUT)).isInstanceOfSatisfying(Found.Unknown.class, unknown -> {
            assertThat(unknown.what()).contains("1 file is neither staged nor in place");
            assertThat(unknown.todo()).contains(attempt + ".staged");
        });
        assertThatThrownBy(() -> new Attempts(new FilePlace(target()), OUTPUT)
                        .furthest()
                        .orElseThrow()
                        .commit())
                .isInstanceOf(OutcomeUnknownException.class);
        assertThat(filesOnDisk()).hasSize(3);
    }

    @Test
    void isUnknownWhenItWasStagedFromOtherInput() {
        var other = new Output(OUTPUT.run(), OUTPUT.sink(), Inputs.of("ff"), Optional.empty());
        assertThat(open().find(other)).isInstanceOf(Found.Unknown.class);
    }

    @Test
    void cannotBeCommittedOnceAnotherProcessHasTakenItBack() {
        var complete = complete();
        open().discard(OUTPUT);
        assertThatThrownBy(complete::commit)
                .isInstanceOf(EtlException.class)
                .hasMessageContaining("another process has taken it back");
    }

    @Test
    void isCommittedOnceWhenTwoProcessesFinishIt(SparkSession spark) {
        var first = complete();
        var second = complete();
        assertThat(second.commit()).isEqualTo(first.commit());
        assertThat(visible(spark, folder)).hasSize(20);
    }

    @Test
    void theOutputOfAnotherJobWithTheSameRunIdStays(SparkSession spark) throws IOException {
        var theirs = new Output(new Run("their", "r1", new Token(1)), "lake", Inputs.of("0a"), Optional.empty());
        open().stage(Frames.of("a", frame(spark, 20, 30)), theirs).commit();
        intend();
        move(0);
        open().discard(OUTPUT);
        assertThat(visible(spark, folder)).hasSize(10);
        assertThat(open().find(theirs)).isInstanceOf(Found.Committed.class);
    }

    @Test
    void isRefusedOnceANewerRunOfItsJobHasCommitted(SparkSession spark) {
        var late = complete();
        var newer = new Output(new Run("job", "r2", new Token(2)), "lake", Inputs.of("0b"), Optional.empty());
        open().stage(Frames.of("a", frame(spark, 0, 20)), newer).commit();
        assertThatThrownBy(late::commit).hasMessageContaining("found job.lake.r2-2.");
        assertThat(visible(spark, folder)).hasSize(20);
    }

    @Test
    void goesForwardFromNotesOfAnEarlierVersion(SparkSession spark) throws IOException {
        intend();
        move(1);
        var manifest = Files.readString(notes.resolve(attempt + ".staged"));
        Files.writeString(notes.resolve("job.lake.r1-1.staged"), manifest.replace(attempt, "job.lake.r1-1"));
        Files.delete(notes.resolve(attempt + ".staged"));
        Files.move(notes.resolve(attempt + ".intent"), notes.resolve("job.lake.r1-1.intent"));
        Files.move(notes.resolve(attempt), notes.resolve("job.lake.r1-1"));
        attempt = "job.lake.r1-1";
        assertCommits(spark);
        assertThat(notes.resolve("job.lake.r1-1.done")).exists();
    }

    @Test
    void aTwinThatIsStagedLaterDoesNotCountOnceOneHasCommitted(SparkSession spark) throws IOException {
        var first = complete();
        var other = notes.resolve("elsewhere");
        Files.move(notes.resolve(attempt), other);
        Files.move(notes.resolve(attempt + ".staged"), notes.resolve("kept"));
        open().stage(Frames.of("a", frame(spark, 0, 20)), OUTPUT).commit();
        Files.move(other, notes.resolve(attempt));
        Files.move(notes.resolve("kept"), notes.resolve(attempt + ".staged"));
        assertThat(open().find(OUTPUT)).isInstanceOf(Found.Committed.class);
        assertThatThrownBy(first::commit)
                .isInstanceOf(EtlException.class)
                .hasMessageContaining("it was overtaken by another process");
        assertThat(visible(spark, folder)).hasSize(20);
    }

    private void assertCommits(SparkSession spark) {
        var receipt = complete().commit();
        assertThat(receipt.rows()).isEqualTo(20);
        assertThat(receipt.files()).isEqualTo(4);
        assertThat(visible(spark, folder.resolve("a"))).hasSize(10);
        assertThat(visible(spark, folder.resolve("b"))).hasSize(10);
        assertThat(open().find(OUTPUT)).isEqualTo(new Found.Committed(receipt));
        assertThat(notes.resolve(attempt + ".intent")).doesNotExist();
        assertThat(notes.resolve(attempt + ".staged")).doesNotExist();
        assertThat(notes.resolve(attempt)).doesNotExist();
    }

    private Staged complete() {
        var found = open().find(OUTPUT);
        assertThat(found).isInstanceOf(Found.Complete.class);
        return ((Found.Complete) found).staged();
    }

    /** The name of the one attempt that is staged. */
    private static String attempt(Path notes) throws IOException {
        try (var all = Files.list(notes)) {
            var staged = all.map(note -> note.getFileName().toString())
                    .filter(name -> name.endsWith(".staged"))
                    .toList();
            assertThat(staged).hasSize(1);
            return staged.get(0).substring(0, staged.get(0).length() - ".staged".length());
        }
    }

    private void intend() throws IOException {
        for (int i = 0; i < staged.size(); i++) {
            Files.createDirectories(place(i).getParent());
        }
        var places = staged.stream()
                .map(file -> place(staged.indexOf(file)).toString())
                .toList();
        Files.write(notes.resolve(attempt + ".intent"), new Intent(places, List.of()).write());
    }

    private void move(int file) throws IOException {
        Files.move(staged.get(file), place(file));
    }

    private Path place(int file) {
        var path = staged.get(file);
        var frame = path.getParent().getFileName().toString().equals("0") ? "a" : "b";
        return folder.resolve(frame).resolve(path.getFileName());
    }

    private List<Path> filesOnDisk() throws IOException {
        try (var all = Files.walk(folder)) {
            return all.filter(file -> file.toString().endsWith(".parquet")).toList();
        }
    }

    private Sink open() {
        return TestParts.sink(folder, Map.of());
    }

    private Target target() {
        return Target.at(folder.toString(), new Configuration());
    }

    private static DynamicFrame frame(SparkSession spark, long from, long to) {
        var rows = spark.range(from, to, 1, 2).toDF();
        return DynamicFrame.fromDF(rows, "rows", FrameContext.outsideJobs(Registry.of(List.of())));
    }
}
