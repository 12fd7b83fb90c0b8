// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.bookmark.FileItem;
import dev.mastic.core.failure.EtlException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FilterFileSystem;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.junit.jupiter.api.Test;

/** A listing that takes place while commits begin and end, at every moment that a test chooses. */
class ListingWhileWrittenIT {
    /** What happens elsewhere; may fail as files do. */
    private interface Step {
        void run() throws IOException;
    }

    /** Lets something happen before each look into a folder. */
    private static final class Interleaved extends FilterFileSystem {
        private final Step between;

        Interleaved(Step between) throws IOException {
            super(new RawLocalFileSystem());
            initialize(URI.create("file:///"), new Configuration());
            this.between = between;
        }

        @Override
        public FileStatus[] listStatus(org.apache.hadoop.fs.Path folder) throws IOException {
            between.run();
            var found = super.listStatus(folder);
            Arrays.sort(found, Comparator.comparing(FileStatus::getPath));
            return found;
        }
    }

    /** The steps of one commit into two partitions, in the order of the file sink. */
    private record Commit(Path root, String id, List<String> replaced) {
        Commit(Path root, String id) {
            this(root, id, List.of());
        }

        List<String> files() {
            return List.of(root + "/p=1/" + id, root + "/p=2/" + id);
        }

        List<Step> steps() {
            var steps = new ArrayList<Step>();
            steps.add(() -> Files.write(note(Intent.INTENT), new Intent(files(), replaced).write()));
            steps.add(() -> Files.writeString(Path.of(files().get(0)), "1"));
            steps.add(() -> Files.writeString(Path.of(files().get(1)), "2"));
            steps.add(() -> Files.move(note(Intent.INTENT), note(Intent.REMOVING)));
            replaced.forEach(file -> steps.add(() -> Files.delete(Path.of(file))));
            steps.add(() -> Files.move(note(Intent.REMOVING), note(Intent.DONE)));
            return steps;
        }

        void run() throws IOException {
            for (var step : steps()) {
                step.run();
            }
        }

        private Path note(String ending) {
            return root.resolve(Intent.FOLDER).resolve(id + ending);
        }
    }

    @Test
    void seesAllOfACommitThatBeginsAndEndsMeanwhile() throws IOException {
        var root = target();
        for (int look = 1; look < 45; look++) {
            var again = new Commit(root, "new" + look);
            assertThat(list(root, runAt(look, again::run)))
                    .doesNotHaveDuplicates()
                    .satisfies(found -> {
                        var seen =
                                found.stream().filter(again.files()::contains).toList();
                        assertThat(seen).isIn(List.of(), again.files());
                    });
        }
        var first = new Commit(root, "first");
        assertThat(list(root, runAt(1, first::run)))
                .as("done before the first look")
                .containsAll(first.files());
    }

    @Test
    void seesNothingOfACommitThatHasBegunMeanwhile() throws IOException {
        for (int look = 1; look < 30; look++) {
            var root = target();
            var steps = new Commit(root, "new").steps();
            var begin = runAt(look, () -> {
                steps.get(0).run();
                steps.get(2).run();
            });
            assertThat(list(root, begin)).containsExactly(root + "/p=1/old");
        }
    }

    /** Each step of two commits, one after the other, comes just before one of the looks into a folder. */
    @Property(tries = 1000)
    void seesAllOrNothingOfEachCommitWheneverItsStepsFall(
            @ForAll @Size(10) List<@IntRange(min = 1, max = 45) Integer> looksOfSteps) throws IOException {
        var root = target();
        var commits = List.of(new Commit(root, "first"), new Commit(root, "second"));
        Queue<Step> steps = new ArrayDeque<>();
        commits.forEach(commit -> steps.addAll(commit.steps()));
        Queue<Integer> due = new PriorityQueue<>(looksOfSteps);
        var look = new int[1];
        var found = list(root, () -> {
            look[0]++;
            while (!due.isEmpty() && due.peek() <= look[0]) {
                due.remove();
                steps.remove().run();
            }
        });
        assertThat(found).contains(root + "/p=1/old");
        for (var commit : commits) {
            var seen = found.stream().filter(commit.files()::contains).toList();
            assertThat(seen).isIn(List.of(), commit.files());
        }
    }

    /** The same of two commits of which the second replaces the files of the first, which replaces those that are there. */
    @Property(tries = 2000)
    void seesExactlyOneOfTheStatesThatFollowEachOther(
            @ForAll @Size(14) List<@IntRange(min = 1, max = 45) Integer> looksOfSteps) throws IOException {
        var root = target();
        var old = List.of(root + "/p=1/old", root + "/p=2/old");
        Files.writeString(Path.of(old.get(1)), "0");
        var first = new Commit(root, "first", old);
        var second = new Commit(root, "second", first.files());
        Queue<Step> steps = new ArrayDeque<>(first.steps());
        steps.addAll(second.steps());
        assertThat(steps).hasSameSizeAs(looksOfSteps);
        Queue<Integer> due = new PriorityQueue<>(looksOfSteps);
        var look = new int[1];
        var found = list(root, () -> {
            look[0]++;
            while (!due.isEmpty() && due.peek() <= look[0]) {
                due.remove();
                steps.remove().run();
            }
        });
        assertThat(found).isIn(old, first.files(), second.files());
    }

    @Test
    void noticesTheFirstCommitIntoAFolderFurtherIn() throws IOException {
        for (int look = 1; look < 30; look++) {
            var lake = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "lake");
            var root = lake.resolve("sales/orders");
            Files.createDirectories(root.resolve("p=1"));
            Files.createDirectories(root.resolve("p=2"));
            var commit = new Commit(root, "new");
            var found = list(lake, runAt(look, () -> {
                Files.createDirectories(root.resolve(Intent.FOLDER));
                commit.run();
            }));
            assertThat(found).isIn(List.of(), commit.files());
        }
    }

    @Test
    void givesUpOnATargetThatIsWrittenAllTheTime() throws IOException {
        var root = target();
        var number = new int[1];
        assertThatThrownBy(() -> list(root, () -> new Commit(root, "new" + number[0]++).run()))
                .isInstanceOf(EtlException.class)
                .hasMessage(
                        "Cannot list " + root + ": it is being written all the time (in each of 10 attempts a commit"
                                + " began): run again when fewer jobs write there");
    }

    @Test
    void isNotDisturbedByTheRemovalOfOldNotes() throws IOException {
        var root = target();
        new Commit(root, "a").run();
        new Commit(root, "b").run();
        var looks = new int[1];
        var prune = runAt(3, () -> Files.delete(root.resolve("_mastic/a.done")));
        var found = list(root, () -> {
            looks[0]++;
            prune.run();
        });
        assertThat(found).hasSize(5);
        assertThat(looks[0]).as("looks, as many as without a change").isEqualTo(countLooks(root));
    }

    private static int countLooks(Path root) throws IOException {
        var looks = new int[1];
        list(root, () -> looks[0]++);
        return looks[0];
    }

    private static Step runAt(int look, Step step) {
        var looks = new int[1];
        return () -> {
            if (++looks[0] == look) {
                step.run();
            }
        };
    }

    private static List<String> list(Path root, Step between) throws IOException {
        try (var fs = new Interleaved(between)) {
            return FileListing.list(fs, new org.apache.hadoop.fs.Path(root.toString()), UnaryOperator.identity())
                    .stream()
                    .map(FileItem::path)
                    .toList();
        }
    }

    private static Path target() throws IOException {
        var root = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "target");
        Files.createDirectories(root.resolve(Intent.FOLDER));
        Files.createDirectories(root.resolve("p=2"));
        Files.writeString(Files.createDirectories(root.resolve("p=1")).resolve("old"), "0");
        return root;
    }
}
