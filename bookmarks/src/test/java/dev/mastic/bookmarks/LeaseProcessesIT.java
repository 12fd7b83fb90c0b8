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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The lease between processes, which are killed. */
@ExtendWith(PostgresExtension.class)
class LeaseProcessesIT {
    private static final int EACH = 25;
    private static final int PROCESSES = 8;

    @TempDir
    Path dir;

    @Test
    void oneProcessAtATimeHoldsTheLeaseInAFile() throws Exception {
        holdsTheLeaseAlone(dir.resolve("mastic.db").toString());
    }

    @Test
    void oneProcessAtATimeHoldsTheLeaseOnAServer(PostgresUrl database) throws Exception {
        holdsTheLeaseAlone(database.url());
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
    private void holdsTheLeaseAlone(String where) throws Exception {
        var log = Files.createFile(dir.resolve("log")).toFile();
        var children = new ArrayList<Process>();
        for (int i = 0; i < PROCESSES; i++) {
            children.add(racer(where, Integer.toString(EACH), Redirect.appendTo(log)));
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
        for (int token = 1; token <= PROCESSES * EACH; token++) {
            expected.add("taken " + token);
            expected.add("given " + token);
        }
        assertThat(Files.readAllLines(log.toPath())).isEqualTo(expected);
        try (var store = RelationalStore.open(where)) {
            assertThat(new RelationalBookmarkStore(store).bookmarks(Optional.of("job")))
                    .as("no advance is lost")
                    .singleElement()
                    .extracting(Bookmark::files)
                    .isEqualTo((long) PROCESSES * EACH);
        }
    }

    private static Process racer(String where, String what, Redirect output) throws IOException {
        return new ProcessBuilder(TestJvm.command(List.of(), LeaseRacer.class, where, what))
                .redirectError(Redirect.INHERIT)
                .redirectOutput(output)
                .start();
    }
}
