// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mastic.engine.RunAttempt;
import dev.mastic.operations.notification.Event;
import dev.mastic.operations.notification.Notified;
import dev.mastic.operations.retry.FailedAttempt;
import dev.mastic.operations.retry.Retries;
import dev.mastic.submit.console.Console;
import dev.mastic.submit.verb.Failures;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** A run that is tried again, and told of. Remembers both for the report. */
final class CaredRun {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long LOOK_NANOS = Duration.ofMillis(50).toNanos();

    private final Console console;
    private final BooleanSupplier stopping;
    private final ArrayNode attempts = JSON.createArrayNode();
    private final ArrayNode notifications = JSON.createArrayNode();
    private RunCare care;

    CaredRun(Console console, RunCare care, BooleanSupplier stopping) {
        this.console = console;
        this.care = care;
        this.stopping = stopping;
    }

    /** From now on the run is cared for so. */
    void with(RunCare other) {
        care = other;
    }

    /**
     * Runs, and again where that may help.
     *
     * @param failed the report of a failure
     */
    <T> T run(Function<RunAttempt, T> work, Function<FailedAttempt, ObjectNode> failed) {
        return new Retries(care.retry(), this::pause, () -> ThreadLocalRandom.current()
                        .nextDouble())
                .run(work, Failures::code, attempt -> {
                    add(attempt);
                    tell(Event.RETRYING, failed.apply(attempt));
                });
    }

    private void add(FailedAttempt attempt) {
        double seconds = attempt.delay().toMillis() / 1000.0;
        attempts.addObject()
                .put("attempt", attempt.number())
                .put("exitCode", attempt.exitCode().number())
                .put("message", attempt.message())
                .put("delaySeconds", seconds);
        long left = care.retry().maxAttempts() - attempt.number() + 1L;
        console.say("attempt " + attempt.number() + " failed, the next begins in " + seconds + " s (" + left
                + " left): " + attempt.message());
    }

    /** Waits, unless someone asks the process to end. */
    private boolean pause(Duration delay) {
        long end = System.nanoTime() + delay.toNanos();
        while (System.nanoTime() < end && !stopping.getAsBoolean()) {
            LockSupport.parkNanos(this, Math.min(LOOK_NANOS, end - System.nanoTime()));
        }
        return !stopping.getAsBoolean();
    }

    /** Tells those who want to know. */
    void tell(Event event, ObjectNode report) {
        var document = fill(report.deepCopy()).put("event", event.toString());
        document.remove("notifications");
        care.notifications().tell(event, document.toString()).forEach(this::add);
    }

    private void add(Notified notified) {
        var node = notifications
                .addObject()
                .put("to", notified.to())
                .put("event", notified.event().toString())
                .put("sent", notified.problem().isEmpty());
        notified.problem().ifPresent(problem -> {
            node.put("message", problem);
            console.warn(problem);
        });
    }

    /** Adds to a report what was tried before, and who was told. */
    ObjectNode fill(ObjectNode report) {
        if (!attempts.isEmpty()) {
            report.set("attempts", attempts);
        }
        if (!notifications.isEmpty()) {
            report.set("notifications", notifications);
        }
        return report;
    }
}
