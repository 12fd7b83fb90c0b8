// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.core.bookmark.FileItem;
import dev.mastic.core.bookmark.Output;
import dev.mastic.core.bookmark.Run;
import dev.mastic.core.bookmark.Token;
import dev.mastic.core.failure.Failpoints;
import dev.mastic.core.io.FileListing;
import dev.mastic.core.io.HadoopPart;
import dev.mastic.testkit.Inputs;
import dev.mastic.testkit.S3Server;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Commits to S3 in child JVMs without Spark on their class path, killed or stopped at each step. */
class S3CommitKillIT {
    private static final int MANY = 1000;
    private static final int FEW = 12;
    private static final int KILLS = 12;
    private static final int ROWS = 7;
    private static final Output OUTPUT = output("job", 1);
    private static final Output NEIGHBOUR = output("neighbour", 1);

    @TempDir
    static Path folder;

    private static S3Server server;
    private static int targets;

    private String root;
    private int count = FEW;

    /** What a child does: it finishes the one output of the job in a target. */
    public static final class Child {
        private Child() {}

        public static void main(String[] arguments) throws IOException {
            var configuration = new Configuration();
            for (var setting : arguments[2].split(",")) {
                configuration.set(
                        setting.substring(0, setting.indexOf('=')), setting.substring(setting.indexOf('=') + 1));
            }
            var place = new FilePlace(
                    Target.at(arguments[0], configuration), WriteMode.valueOf(arguments[1]), Registration.NONE);
            System.out.println("committed " + furthest(place, OUTPUT).commit().rows());
        }
    }

    @BeforeAll
    static void start() throws Exception {
        server = S3Server.in(folder).bucket("killed");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void target() {
        root = "s3a://killed/t" + targets++;
    }

    @ParameterizedTest
    @CsvSource({
        "file-sink.before-intent, 0, false",
        "s3-sink.before-decided, 12, false",
        "s3-sink.after-decided, 12, false",
        "file-sink.after-done, 12, true"
    })
    @Tag("chaos")
    void goesForwardAfterAKillAnywhere(String failpoint, int completed, boolean seen) throws Exception {
        goesForwardAfterAKill(failpoint, completed, seen);
    }

    @ParameterizedTest
    @CsvSource("file-sink.after-rename:6, 6, false")
    void goesForwardAfterAKill(String failpoint, int completed, boolean seen) throws Exception {
        stage(OUTPUT, "new", count);
        stage(NEIGHBOUR, "theirs", FEW);
        assertThat(ended(child(WriteMode.APPEND, failpoint))).as(log()).isEqualTo(Failpoints.EXIT_CODE);
        // others of the threads may have completed one meanwhile
        assertThat(inPlace()).hasSizeBetween(completed, completed == 6 ? count : completed);
        assertThat(seenFiles()).hasSize(seen ? count : 0);

        assertThat(furthest(place(WriteMode.APPEND), OUTPUT).commit().rows()).isEqualTo((long) ROWS * count);
        assertWhole(paths("new", count));
    }

    @ParameterizedTest
    @CsvSource({"file-sink.after-intent", "file-sink.after-rename:6", "s3-sink.before-decided"})
    @Tag("chaos")
    void goesBackAfterAKillAndLeavesItsNeighbour(String failpoint) throws Exception {
        stage(OUTPUT, "new", count);
        stage(NEIGHBOUR, "theirs", FEW);
        assertThat(ended(child(WriteMode.APPEND, failpoint))).as(log()).isEqualTo(Failpoints.EXIT_CODE);
        new Attempts(place(WriteMode.APPEND), OUTPUT).discard();
        assertThat(inPlace()).isEmpty();
        assertWhole(List.of());
    }

    /** The child stands still where it looked last, wakes up when its successor is through, and must change nothing. */
    @ParameterizedTest
    @CsvSource({
        "file-sink.before-intent, false",
        "file-sink.after-rename:6, false",
        "s3-sink.before-decided, true",
        "s3-sink.before-decided, false"
    })
    @Tag("chaos")
    void aHolderThatWakesUpAfterItsSuccessorPublishesNothing(String failpoint, boolean forward) throws Exception {
        stage(OUTPUT, "new", count);
        var reached = folder.resolve("reached" + targets);
        var child = child(WriteMode.REPLACE, failpoint, Optional.of(reached));
        while (!Files.exists(reached)) {
            assertThat(child.isAlive()).as(log()).isTrue();
            Thread.sleep(20);
        }
        if (forward) {
            furthest(place(WriteMode.REPLACE), OUTPUT).commit();
        } else {
            new Attempts(place(WriteMode.REPLACE), OUTPUT).discard();
        }
        var successor = output("job", 2);
        stage(successor, "newer", count);
        furthest(place(WriteMode.REPLACE), successor).commit();

        Files.delete(reached);
        assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(child.exitValue()).as(log()).isEqualTo(forward ? 0 : 1);
        assertThat(seenFiles()).containsExactlyInAnyOrderElementsOf(paths("newer", count));
        assertThat(inPlace()).hasSize(count);
        assertThat(S3SinkIT.uploads(place(WriteMode.REPLACE).target())).isEmpty();
    }

    @Test
    @Tag("chaos")
    void anEndpointThatDiesInTheMiddleEndsTheCommitAndTheNextOneGoesForward() throws Exception {
        // one of its own, for its clients in this JVM keep connections to the dead one
        var others = server;
        server = S3Server.in(Files.createDirectories(folder.resolve("dying"))).bucket("dying");
        root = "s3a://dying/t";
        try {
            stage(OUTPUT, "new", count);
            stage(NEIGHBOUR, "theirs", FEW);
            var reached = folder.resolve("reached-dying");
            var child = child(WriteMode.APPEND, "file-sink.after-rename:6", Optional.of(reached));
            while (!Files.exists(reached)) {
                assertThat(child.isAlive()).as(log()).isTrue();
                Thread.sleep(20);
            }
            server.process().destroyForcibly().waitFor();
            Files.delete(reached);
            assertThat(child.waitFor(30, TimeUnit.SECONDS)).as(log()).isTrue();
            assertThat(child.exitValue()).isEqualTo(1);
            assertThat(log()).contains("Connection refused");

            server = server.restarted();
            assertThat(furthest(place(WriteMode.APPEND), OUTPUT).commit().rows())
                    .isEqualTo((long) ROWS * count);
            assertWhole(paths("new", count));
        } finally {
            server.close();
            server = others;
        }
    }

    /** SIGKILL at random times while 1,000 uploads are completed; a fresh JVM goes forward or back. */
    @Test
    @Tag("chaos")
    void aThousandFilesGoForwardOrBackWheneverTheyAreKilled() throws Exception {
        count = MANY;
        var random = new Random(7);
        var states = new TreeMap<String, Integer>();
        for (int kill = 0; kill < KILLS; kill++) {
            root = "s3a://killed/many" + kill;
            stage(OUTPUT, "new", count);
            stage(NEIGHBOUR, "theirs", FEW);
            var child = child(WriteMode.APPEND, "");
            if (kill % 3 > 0) {
                awaitFirstFile(child);
            }
            Thread.sleep(random.nextInt(2500));
            child.destroyForcibly().waitFor();
            states.merge(state(), 1, Integer::sum);
            boolean wasSeen = !seenFiles().isEmpty();
            if (kill % 2 == 0) {
                assertThat(ended(child(WriteMode.APPEND, ""))).as(log()).isZero();
                assertThat(log()).contains("committed " + ROWS * MANY);
                assertWhole(paths("new", count));
            } else {
                new Attempts(place(WriteMode.APPEND), OUTPUT).discard();
                assertWhole(wasSeen ? paths("new", count) : List.of());
            }
        }
        System.out.println("kills of a commit of 1,000 files, by what was visible then: " + states);
        assertThat(states).containsKey("some");
    }

    /** At a failpoint in the middle, so that the middle is met whatever the machine. */
    @ParameterizedTest
    @CsvSource({"true", "false"})
    @Tag("chaos")
    void aThousandFilesGoForwardOrBackFromTheMiddle(boolean forward) throws Exception {
        count = MANY;
        stage(OUTPUT, "new", count);
        stage(NEIGHBOUR, "theirs", FEW);
        assertThat(ended(child(WriteMode.APPEND, "file-sink.after-rename:500")))
                .as(log())
                .isEqualTo(Failpoints.EXIT_CODE);
        assertThat(inPlace()).hasSizeBetween(500, MANY - 1);
        assertThat(seenFiles()).isEmpty();
        if (forward) {
            assertThat(ended(child(WriteMode.APPEND, ""))).as(log()).isZero();
        } else {
            new Attempts(place(WriteMode.APPEND), OUTPUT).discard();
        }
        assertWhole(forward ? paths("new", count) : List.of());
    }

    /** So that most kills hit the commit, and not the start of the JVM. */
    private void awaitFirstFile(Process child) throws Exception {
        while (child.isAlive() && inPlace().isEmpty()) {
            Thread.sleep(20);
        }
    }

    private String state() throws Exception {
        int visible = inPlace().size();
        var name = visible == 0 ? "none" : visible < count ? "some" : "all";
        return name + (seenFiles().isEmpty() ? "" : ", committed");
    }

    /** These files are there, no upload of the job is left, and the neighbour's are as they were and can be committed. */
    private void assertWhole(List<String> expected) throws Exception {
        assertThat(seenFiles()).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(inPlace()).hasSize(expected.size());
        assertThat(S3SinkIT.uploads(place(WriteMode.APPEND).target()))
                .hasSize(FEW)
                .allMatch(key -> key.contains("theirs"));
        furthest(place(WriteMode.APPEND), NEIGHBOUR).commit();
        var both = new ArrayList<>(expected);
        both.addAll(paths("theirs", FEW));
        assertThat(seenFiles()).containsExactlyInAnyOrderElementsOf(both);
        assertThat(S3SinkIT.uploads(place(WriteMode.APPEND).target())).isEmpty();
    }

    private void stage(Output output, String name, int files) throws IOException {
        var target = place(WriteMode.APPEND).target();
        var commit = new Attempts(place(WriteMode.APPEND), output).begin();
        commit.begin();
        var staged = Collections.synchronizedList(new ArrayList<StagedFile>());
        var writes = new ArrayList<Requests.Work>();
        for (int i = 0; i < files; i++) {
            var path = "year=" + (2000 + i % 10) + "/" + name + "-" + i + "-" + commit.stem() + "-x";
            writes.add(() -> {
                var file = target.child(commit.staging(0, "") + "/" + path);
                try (var out = target.fs().create(file)) {
                    out.write((name + path).getBytes(StandardCharsets.UTF_8));
                }
                staged.add(PendingUpload.staged(target.fs(), file, path).withRows(ROWS));
            });
        }
        Requests.all(writes);
        var frame = new Manifest.Frame("", commit.staging(0, ""), "", "{}", staged);
        commit.staged(new Manifest(output.run(), output.sink(), output.digest(), List.of(frame)));
    }

    /** As the names of the files begin. */
    private List<String> paths(String name, int files) {
        return IntStream.range(0, files)
                .mapToObj(i -> root + "/year=" + (2000 + i % 10) + "/" + name + "-" + i)
                .toList();
    }

    private List<String> seenFiles() {
        return FileListing.list(root, configuration()).stream()
                .map(FileItem::path)
                .map(path -> path.substring(0, path.indexOf("-r")))
                .toList();
    }

    /** What lies in the folder of the server, whatever readers see of it. */
    private List<Path> inPlace() throws IOException {
        var bucket = server.root().resolve(root.substring("s3a://".length()));
        try (var all = Files.walk(bucket)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> file.getParent().getFileName().toString().startsWith("year="))
                    .filter(file -> !file.toString().contains("__magic"))
                    .toList();
        }
    }

    private FilePlace place(WriteMode mode) {
        return new FilePlace(Target.at(root, configuration()), mode, Registration.NONE);
    }

    private static Configuration configuration() {
        return HadoopPart.with(server.hadoop());
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
        return child(mode, failpoint, Optional.empty());
    }

    private Process child(WriteMode mode, String failpoint, Optional<Path> reached) throws IOException {
        var classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(jar -> !new File(jar).getName().startsWith("spark-"))
                .filter(jar -> !new File(jar).getName().startsWith("scala-"))
                .collect(Collectors.joining(File.pathSeparator));
        var settings = server.hadoop().entrySet().stream()
                .map(setting -> setting.getKey() + "=" + setting.getValue())
                .collect(Collectors.joining(","));
        var builder = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-XX:TieredStopAtLevel=1",
                        "-D" + Failpoints.PROPERTY + "=" + failpoint,
                        "-cp",
                        classPath,
                        Child.class.getName(),
                        root,
                        mode.name(),
                        settings)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("child.log").toFile());
        reached.ifPresent(file -> builder.environment().put(Failpoints.REACHED, file.toString()));
        return builder.start();
    }

    /** The exit code of a child; one that hangs is killed. */
    private static int ended(Process child) throws Exception {
        if (!child.waitFor(5, TimeUnit.MINUTES)) {
            child.destroyForcibly();
            throw new AssertionError("A child hangs: " + log());
        }
        return child.exitValue();
    }

    private static String log() throws IOException {
        return Files.readString(folder.resolve("child.log"));
    }
}
