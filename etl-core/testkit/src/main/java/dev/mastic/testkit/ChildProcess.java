// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.testkit;

import dev.mastic.testkit.Distribution.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A command of the distribution that is running, with the signals that an operating system has for it. */
public final class ChildProcess {
    private static final int PATIENCE_SECONDS = 180;
    private final Process process;
    private final Path reached;
    private final Path out;
    private final Path err;

    ChildProcess(Process process, Path reached, Path out, Path err) {
        this.process = process;
        this.reached = reached;
        this.out = out;
        this.err = err;
    }

    /** Waits until it stands at its failpoint; false if it has ended without coming there. */
    public boolean reaches() throws IOException, InterruptedException {
        for (int i = 0; i < PATIENCE_SECONDS * 50; i++) {
            if (Files.exists(reached)) {
                return true;
            } else if (!process.isAlive()) {
                return Files.exists(reached);
            }
            Thread.sleep(20);
        }
        throw tooLong();
    }

    /** Lets it go on from its failpoint. */
    public void release() throws IOException {
        Files.delete(reached);
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** SIGKILL. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** SIGTERM. */
    public void terminate() {
        process.destroy();
    }

    /** SIGSTOP: it stands still, and so does its clock. */
    public void pause() throws IOException, InterruptedException {
        signal("STOP");
    }

    /** SIGCONT. */
    public void resume() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        int exit = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .inheritIO()
                .start()
                .waitFor();
        if (exit != 0) {
            throw new IOException("Cannot send SIG" + name + " to process " + process.pid());
        }
    }

    /** Waits for its end. */
    public Outcome outcome() throws IOException, InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw tooLong();
        }
        return new Outcome(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    private AssertionError tooLong() throws IOException, InterruptedException {
        kill();
        return new AssertionError("Cannot wait longer for the child process: " + Files.readString(err));
    }
}
