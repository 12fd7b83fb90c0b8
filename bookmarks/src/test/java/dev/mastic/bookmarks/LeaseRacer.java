// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.bookmarks;

import dev.mastic.core.bookmark.Advance;
import dev.mastic.core.bookmark.FileItem;
import dev.mastic.core.bookmark.Items;
import dev.mastic.core.bookmark.JobLockedException;
import dev.mastic.core.bookmark.JournalEntry;
import dev.mastic.core.bookmark.Lease;
import dev.mastic.core.bookmark.Phase;
import dev.mastic.core.bookmark.Slice;
import dev.mastic.database.RelationalStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** A process that takes and gives back the lease of a job, and tells the tokens it was given; or takes it and hangs. */
final class LeaseRacer {
    /** How long the lease lasts that is taken to hang. */
    static final Duration TIME_TO_LIVE = Duration.ofSeconds(3);

    private LeaseRacer() {}

    public static void main(String[] arguments) throws InterruptedException {
        try (var store = RelationalStore.open(arguments[0])) {
            var bookmarks = new RelationalBookmarkStore(store);
            if (arguments[1].equals("hang")) {
                long before = System.currentTimeMillis();
                var lease = bookmarks.acquire("job", "hanging", "child", TIME_TO_LIVE);
                tell(before + " " + lease.token());
                Thread.sleep(Duration.ofMinutes(5).toMillis());
            }
            race(bookmarks, Integer.parseInt(arguments[1]));
        }
    }

    private static void race(RelationalBookmarkStore bookmarks, int wanted) throws InterruptedException {
        for (int taken = 0; taken < wanted; ) {
            try {
                var lease = bookmarks.acquire("job", "racing", "child", Duration.ofMinutes(1));
                tell("taken " + lease.token());
                bookmarks.renew(lease, Duration.ofMinutes(1));
                advance(bookmarks, lease);
                tell("given " + lease.token());
                bookmarks.release(lease);
                taken++;
            } catch (JobLockedException e) {
                Thread.sleep(ThreadLocalRandom.current().nextInt(5, 50));
            }
        }
    }

    /** Counts one file as read that no other run reads. */
    private static void advance(RelationalBookmarkStore bookmarks, Lease lease) {
        var file = new FileItem("file-" + lease.token(), 1, 1, Optional.empty(), List.of());
        var slice = Slice.of("orders", new Items.Files(List.of(file)), new Advance.Files());
        bookmarks.plan(lease, JournalEntry.planned(lease.run(), List.of(slice), List.of()));
        bookmarks.mark(lease, lease.run(), Phase.COMMITTED, Map.of());
        bookmarks.advance(lease, lease.run());
    }

    /** One system call a line, so that lines of several processes in one file keep the order of what happened. */
    private static void tell(String line) {
        var bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
        System.out.write(bytes, 0, bytes.length);
        System.out.flush();
    }
}
