// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.crawl;

import dev.mastic.core.crawl.CrawlProgress;
import dev.mastic.submit.console.Console;
import dev.mastic.submit.verb.CommonOptions;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** How far a crawl is, on one line of a terminal that is written over and taken away at the end. Nothing elsewhere, and for quiet commands. */
final class ShownProgress implements CrawlProgress, AutoCloseable {
    private static final long PAUSE = Duration.ofMillis(200).toNanos();
    private static final String BEGIN = "\r\u001b[K";
    private final PrintStream terminal;
    private final boolean shown;
    private final AtomicLong listed = new AtomicLong();
    private final AtomicLong read = new AtomicLong();
    private final AtomicLong tables = new AtomicLong();
    private final AtomicLong next = new AtomicLong(System.nanoTime() + PAUSE);
    private volatile boolean written;

    ShownProgress(PrintStream terminal, boolean shown) {
        this.terminal = terminal;
        this.shown = shown;
    }

    static ShownProgress of(CommonOptions options) {
        return new ShownProgress(System.err, System.console() != null && !options.quiet());
    }

    @Override
    public void listed(long files) {
        listed.addAndGet(files);
        show();
    }

    @Override
    public void read(long files) {
        read.addAndGet(files);
        show();
    }

    @Override
    public void tables(long count) {
        tables.addAndGet(count);
        show();
    }

    /** One thread of many writes, and not too often. */
    private void show() {
        long due = next.get();
        long now = System.nanoTime();
        if (shown && now - due >= 0 && next.compareAndSet(due, now + PAUSE)) {
            written = true;
            terminal.print(BEGIN + this);
            terminal.flush();
        }
    }

    @Override
    public String toString() {
        return "listed " + Console.count(listed.get()) + " files, read " + Console.count(read.get()) + ", tables "
                + Console.count(tables.get());
    }

    /** Takes the line away. */
    @Override
    public void close() {
        if (written) {
            written = false;
            terminal.print(BEGIN);
            terminal.flush();
        }
    }
}
