// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.run;

import dev.mastic.core.failure.EtlException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Tests connections, each by a child {@code mastic catalog connection test}, which knows the drivers and what URLs may say. */
public final class ConnectionTests {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    /** Beside the limit of the test itself: the child has to start. */
    private static final long PATIENCE_SECONDS = 30;

    private static final int AT_ONCE = 4;
    private final MasticCommand command;
    private final Semaphore free = new Semaphore(AT_ONCE);

    public ConnectionTests(MasticCommand command) {
        this.command = command;
    }

    /** Thrown where a connection leads nowhere; tells why, and no secret. */
    public static final class NoConnectionException extends EtlException {
        private static final long serialVersionUID = 1L;

        NoConnectionException(String message) {
            super(message);
        }
    }

    /** Thrown where nobody can tell in time whether a connection leads anywhere. */
    public static final class TestTimeoutException extends EtlException {
        private static final long serialVersionUID = 1L;

        TestTimeoutException(String message) {
            super(message);
        }
    }

    /**
     * Connects by a connection that is kept.
     *
     * @throws NoConnectionException if that cannot be done
     * @throws TestTimeoutException if the test does not end, or too many are going on
     */
    public void test(String connection) {
        if (!free.tryAcquire()) {
            throw new TestTimeoutException("Cannot test connection '" + connection + "': " + AT_ONCE
                    + " tests are going on (expected fewer): ask again");
        }
        try {
            test(connection, start(connection));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TestTimeoutException("Cannot test connection '" + connection + "': the server ends");
        } finally {
            free.release();
        }
    }

    private Child start(String connection) {
        var limit = Long.toString(LIMIT.toSeconds());
        return command.start(
                List.of("catalog", "connection", "test"), List.of("--quiet", "--timeout", limit, "--", connection));
    }

    private static void test(String connection, Child child) throws InterruptedException {
        boolean ended = false;
        try {
            ended = child.process().waitFor(LIMIT.toSeconds() + PATIENCE_SECONDS, TimeUnit.SECONDS);
        } finally {
            child.process().destroyForcibly();
        }
        var words = child.lastWords();
        if (!ended) {
            throw new TestTimeoutException("Cannot test connection '" + connection + "': no answer in "
                    + (LIMIT.toSeconds() + PATIENCE_SECONDS) + " seconds");
        } else if (child.process().exitValue() != 0) {
            throw new NoConnectionException(words.replaceFirst("^mastic: ", ""));
        }
    }
}
