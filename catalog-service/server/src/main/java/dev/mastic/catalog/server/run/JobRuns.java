// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.run;

import dev.mastic.core.catalog.CatalogObject;
import dev.mastic.core.catalog.CatalogObjects;
import dev.mastic.core.catalog.ObjectKey;
import dev.mastic.core.catalog.ObjectKind;
import dev.mastic.core.catalog.Page;
import dev.mastic.core.failure.EtlException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.glue.model.JobRun;
import software.amazon.awssdk.services.glue.model.JobRunState;

/**
 * Runs of jobs: each is a child {@code mastic run}. What becomes of it is kept in the catalog, so that it outlives the server: a run whose
 * server was killed is watched by the next one, and one whose process is gone has ended, as its document says, or failed.
 */
public final class JobRuns implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(JobRuns.class);
    private static final int CHUNK = 1000;
    private static final int NOTHING_NEW = 4;
    private static final int TERMINATED = 143;
    private static final long PATIENCE_SECONDS = 20;
    private final CatalogObjects objects;
    private final MasticCommand command;
    private final Map<ObjectKey, Child> children = new ConcurrentHashMap<>();
    private final Map<ObjectKey, JobRunState> told = new ConcurrentHashMap<>();
    private final ScheduledExecutorService timer;

    /** The runs of a catalog, whoever asks for them. */
    public JobRuns(CatalogObjects objects, MasticCommand command) {
        this.objects = objects;
        this.command = command;
        this.timer = Executors.newSingleThreadScheduledExecutor(work -> {
            var thread = new Thread(work, "mastic-job-timeouts");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Takes up the runs that an earlier server on this machine has left. */
    public JobRuns recover() {
        Page.all(CHUNK, part -> objects.page(ObjectKind.JOB_RUN, ObjectKey.Owner.NOTHING, "", part))
                .forEach(this::recover);
        return this;
    }

    private void recover(CatalogObject object) {
        var kept = KeptRun.read(object.json());
        if (!kept.isGoingOn() || kept.place().filter(place -> !place.isHere()).isPresent()) {
            return;
        }
        var alive = kept.place().flatMap(KeptRun.Place::alive);
        if (alive.isPresent()) {
            alive.get().onExit().thenRun(() -> endedElsewhere(object.key()));
        } else {
            endedElsewhere(object.key());
        }
    }

    /** The exit code of a process that is nobody's child here is known only from its document. */
    private void endedElsewhere(ObjectKey key) {
        change(key, kept -> {
            var code = kept.place().map(place -> place.said().exitCode()).orElse(OptionalInt.empty());
            var words = kept.place().map(place -> place.said().lastWords()).orElse("it was never started");
            kept.place().ifPresent(place -> place.said().delete());
            return code.isPresent()
                    ? ended(kept, code.getAsInt(), words)
                    : ended(kept, JobRunState.FAILED, "It ended while no server watched it: " + words);
        });
    }

    /**
     * Starts a run that is kept already; a run that cannot be started has failed.
     *
     * @param arguments of the job
     */
    public void start(ObjectKey key, String script, List<String> arguments, Duration timeout) {
        Child child;
        try {
            child = command.start(
                    List.of(
                            "run",
                            script,
                            "--run-id",
                            KeptRun.read(objects.get(key).json()).run().id()),
                    after(arguments));
        } catch (EtlException e) {
            change(key, kept -> ended(kept, JobRunState.FAILED, e.getMessage()));
            throw e;
        }
        children.put(key, child);
        change(
                key,
                kept -> new KeptRun(
                        kept.run().toBuilder().jobRunState(JobRunState.RUNNING).build(),
                        Optional.of(KeptRun.Place.of(child))));
        var timedOut = timer.schedule(() -> tell(key, JobRunState.TIMEOUT), timeout.toMillis(), TimeUnit.MILLISECONDS);
        child.process().onExit().thenRun(() -> {
            timedOut.cancel(false);
            ended(key, child);
        });
    }

    private static List<String> after(List<String> arguments) {
        var after = new ArrayList<>(List.of("--quiet", "--output", "json", "--"));
        after.addAll(arguments);
        return after;
    }

    private void ended(ObjectKey key, Child child) {
        int code = child.process().exitValue();
        var words = child.lastWords();
        children.remove(key);
        var why = told.remove(key);
        change(key, kept -> why == null ? ended(kept, code, words) : ended(kept, why, words));
    }

    private static KeptRun ended(KeptRun kept, int code, String words) {
        return switch (code) {
            case 0, NOTHING_NEW -> ended(kept, JobRunState.SUCCEEDED, null);
            case TERMINATED -> ended(kept, JobRunState.STOPPED, words);
            default -> ended(kept, JobRunState.FAILED, words.isEmpty() ? "it ended with exit code " + code : words);
        };
    }

    private static KeptRun ended(KeptRun kept, JobRunState state, String words) {
        var now = Instant.now();
        var run = kept.run();
        JobRun after = run.toBuilder()
                .jobRunState(state)
                .completedOn(now)
                .lastModifiedOn(now)
                .executionTime((int) Duration.between(run.startedOn(), now).toSeconds())
                .errorMessage(words == null || words.isEmpty() ? null : words)
                .build();
        return new KeptRun(after, kept.place());
    }

    /** Stops a run; answers whether it is this server's and goes on. */
    public boolean stop(ObjectKey key) {
        if (!children.containsKey(key)) {
            return false;
        }
        change(
                key,
                kept -> new KeptRun(
                        kept.run().toBuilder().jobRunState(JobRunState.STOPPING).build(), kept.place()));
        tell(key, JobRunState.STOPPED);
        return true;
    }

    private void tell(ObjectKey key, JobRunState why) {
        var child = children.get(key);
        if (child != null) {
            told.putIfAbsent(key, why);
            child.process().destroy();
        }
    }

    /** A run that has ended stays as it is. */
    private void change(ObjectKey key, UnaryOperator<KeptRun> change) {
        try {
            var object = objects.get(key);
            var kept = KeptRun.read(object.json());
            if (kept.isGoingOn()) {
                objects.put(key, change.apply(kept).json());
            }
        } catch (EtlException e) {
            LOG.error("What became of {} cannot be kept", key, e);
        }
    }

    /** Ends the runs: they discard what they have staged, and are kept as stopped. */
    @Override
    public void close() {
        timer.shutdownNow();
        var left = List.copyOf(children.keySet());
        left.forEach(key -> tell(key, JobRunState.STOPPED));
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        try {
            while (!children.isEmpty() && System.nanoTime() < end) {
                Thread.sleep(50);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
