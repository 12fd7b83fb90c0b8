// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.cron;

import dev.mastic.core.bookmark.LeaseHolder;
import dev.mastic.core.failure.EtlException;
import dev.mastic.core.failure.IoReason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;

/**
 * One command of a name at a time, on one machine. The lock is the operating system's, on a file, so that a process that dies has none; as the
 * command that it had started may live on, the file names it, and the lock counts as taken while it does.
 */
final class CronLock implements AutoCloseable {
    private static final int MOST_BYTES = 1000;

    private final Path path;
    private final FileChannel file;
    private boolean isHeld;

    CronLock(Path path) {
        this.path = path;
        try {
            this.file = FileChannel.open(
                    path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Takes the lock, unless another has it. */
    boolean take() {
        try {
            var lock = file.tryLock();
            if (lock == null) {
                return false;
            }
            isHeld = isFree();
            if (!isHeld) {
                lock.release();
            }
            return isHeld;
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private boolean isFree() throws IOException {
        var bytes = ByteBuffer.allocate(MOST_BYTES);
        file.read(bytes, 0);
        var text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8).trim();
        return LeaseHolder.parse(text).map(LeaseHolder::isGone).orElse(true);
    }

    /** Says which command is running. */
    void holds(Process command) {
        var start = command.info().startInstant().map(Instant::getEpochSecond).orElse(0L);
        write(new LeaseHolder(LeaseHolder.here().machine(), command.pid(), start).toString());
    }

    private void write(String text) {
        try {
            file.truncate(0);
            file.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), 0);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private EtlException failed(IOException e) {
        return new EtlException("Cannot lock " + path + ": " + IoReason.of(e), e);
    }

    /** Gives the lock back, if it was taken; the command has ended. */
    @Override
    public void close() {
        if (isHeld) {
            write("");
        }
        try {
            file.close();
        } catch (IOException e) {
            throw failed(e);
        }
    }
}
