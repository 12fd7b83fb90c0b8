// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.bookmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.core.bookmark.Bookmark;
import dev.mastic.core.bookmark.JobLockedException;
import dev.mastic.core.bookmark.Lease;
import dev.mastic.database.RelationalStore;
import dev.mastic.testkit.PostgresExtension;
import dev.mastic.testkit.PostgresExtension.PostgresUrl;
import dev.mastic.testkit.TestJvm;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The lease between processes, which are killed. */
@ExtendWith(PostgresExtension.class)
class LeaseProcessesIT {
    @TempDir
    Path dir;

    @Test
    void oneProcessAtATimeHoldsTheLease() throws Exception {
        holdsTheLeaseAlone(dir.resolve("mastic.db").toString(), 3, 10);
    }

    @Test
    @Tag("chaos")
    void oneOfManyProcessesHoldsTheLeaseInAFile() throws Exception {
        holdsTheLeaseAlone(dir.resolve("mastic.db").toString(), 8, 25);
    }

    @Test
    @Tag("chaos")
    void oneOfManyProcessesHoldsTheLeaseOnAServer(PostgresUrl database) throws Exception {
        holdsTheLeaseAlone(database.url(), 8, 25);
    }

    @Test
    void theLeaseOfAKilledProcessIsTakenOverWhenItsTimeIsOver() throws Exception {
        try (var stores = Stores.inFile(dir)) {
            var bookmarks = new RelationalBookmarkStore(stores.open());
            var child = racer(stores.where(), "hang", Redirect.PIPE);
            String[] told;
            try (var lines = child.inputReader(StandardCharsets.UTF_8)) {
                told = lines.readLine().split(" ");
            } finally {
                child.destroyForcibly().waitFor();
            }
            var lease = acquireWhenFree(bookmarks);
            assertThat(System.currentTimeMillis())
                    .isGreaterThanOrEqualTo(Long.parseLong(told[0]) + LeaseRacer.TIME_TO_LIVE.toMillis());
            assertThat(lease.token().number()).isGreaterThan(Long.parseLong(told[1]));
        }
    }

    private static Lease acquireWhenFree(RelationalBookmarkStore bookmarks) throws InterruptedException {
        for (long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1); System.nanoTime() < end; ) {
            try {
                return bookmarks.acquire("job", "next", "parent", Duration.ofMinutes(1));
            } catch (JobLockedException e) {
                assertThat(e).hasMessageContaining("hanging");
                Thread.sleep(20);
            }
        }
        throw new AssertionError("The lease of the killed process never ended");
    }

    /** The children write into one file; between two lines of one lease no other lease may stand. */
    private void holdsTheLeaseAlone(String where, int processes, int each) throws Exception {
        var log = Files.createFile(dir.resolve("log")).toFile();
        var children = new ArrayList<Process>();
        for (int i = 0; i < processes; i++) {
            children.add(racer(where, Integer.toString(each), Redirect.appendTo(log)));
        }
        try {
            for (var child : children) {
                assertThat(child.waitFor(5, TimeUnit.MINUTES)).isTrue();
                assertThat(child.exitValue()).isZero();
            }
        } finally {
            children.forEach(Process::destroyForcibly);
        }
        var expected = new ArrayList<String>();
        for (int token = 1; token <= processes * each; token++) {
            expected.add("taken " + token);
            expected.add("given " + token);
        }
        assertThat(Files.readAllLines(log.toPath())).isEqualTo(expected);
        try (var store = RelationalStore.open(where)) {
            assertThat(new RelationalBookmarkStore(store).bookmarks(Optional.of("job")))
                    .as("no advance is lost")
                    .singleElement()
                    .extracting(Bookmark::files)
                    .isEqualTo((long) processes * each);
        }
    }

    private static Process racer(String where, String what, Redirect output) throws IOException {
        return new ProcessBuilder(TestJvm.command(List.of(), LeaseRacer.class, where, what))
                .redirectError(Redirect.INHERIT)
                .redirectOutput(output)
                .start();
    }
}
