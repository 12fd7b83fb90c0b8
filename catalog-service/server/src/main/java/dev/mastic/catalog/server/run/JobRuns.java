// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.run;

import dev.mastic.core.catalog.CatalogObject;
import dev.mastic.core.catalog.CatalogObjects;
import dev.mastic.core.catalog.ObjectChangedException;
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
 * server was killed is watched by the next one, and one whose process is gone has ended, as its document says, or failed. A run that is to
 * stop says so there too, so that any server may be asked: the one that has started it looks every few seconds.
 */
public final class JobRuns implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(JobRuns.class);
    private static final int CHUNK = 1000;
    private static final int NOTHING_NEW = 4;
    private static final int TERMINATED = 143;
    private static final long PATIENCE_SECONDS = 20;
    private static final long LOOK_SECONDS = 2;
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
            var thread = new Thread(work, "mastic-job-runs");
            thread.setDaemon(true);
            return thread;
        });
        timer.scheduleWithFixedDelay(this::look, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
    }

    /** Takes up the runs that an earlier server on this machine has left. */
    public JobRuns recover() {
        Page.all(CHUNK, part -> objects.page(ObjectKind.JOB_RUN, ObjectKey.Owner.NOTHING, "", part))
                .forEach(this::recover);
        return this;
    }

    private void recover(CatalogObject object) {
        var kept = KeptRun.read(object.json());
        boolean others = kept.place()
                .filter(place -> !place.isHere() || place.isWatched())
                .isPresent();
        if (!kept.isGoingOn() || others) {
            return;
        }
        var alive = kept.place().flatMap(place -> place.child().alive());
        if (alive.isPresent()) {
            alive.get().onExit().thenRun(() -> endedElsewhere(object.key()));
        } else {
            endedElsewhere(object.key());
        }
    }

    /** The exit code of a process that is nobody's child here is known only from its document. */
    private void endedElsewhere(ObjectKey key) {
        var said =
                find(key).flatMap(object -> KeptRun.read(object.json()).place()).map(KeptRun.Place::said);
        var code = said.map(Said::exitCode).orElse(OptionalInt.empty());
        var words = said.map(Said::lastWords).orElse("it was never started");
        end(key, kept -> {
            if (code.isPresent()) {
                return ended(kept, code.getAsInt(), words);
            }
            return kept.isToStop()
                    ? ended(kept, JobRunState.STOPPED, words)
                    : ended(kept, JobRunState.FAILED, "It ended while no server watched it: " + words);
        });
        said.ifPresent(Said::delete);
    }

    /**
     * Starts a run that is kept already; a run that cannot be started has failed.
     *
     * @throws EtlException if it cannot be started
     */
    public void start(ObjectKey key) {
        var run = KeptRun.read(objects.get(key).json());
        Child child;
        try {
            child = command.start(
                    List.of("run", run.script(), "--run-id", run.run().id()),
                    after(run.run().arguments()));
        } catch (EtlException e) {
            change(key, kept -> ended(kept, JobRunState.FAILED, e.getMessage()));
            throw e;
        }
        children.put(key, child);
        change(key, kept -> (kept.isToStop() ? kept : kept.in(JobRunState.RUNNING)).at(KeptRun.Place.of(child)));
        var timedOut =
                timer.schedule(() -> tell(key, JobRunState.TIMEOUT), run.run().timeout(), TimeUnit.MINUTES);
        child.process().onExit().thenRun(() -> {
            timedOut.cancel(false);
            ended(key, child);
        });
    }

    private static List<String> after(Map<String, String> arguments) {
        var after = new ArrayList<>(List.of("--quiet", "--output", "json", "--"));
        arguments.forEach((name, value) -> after.addAll(List.of(name, value)));
        return after;
    }

    private void ended(ObjectKey key, Child child) {
        int code = child.process().exitValue();
        var words = child.lastWords();
        var why = told.get(key);
        end(key, kept -> why == null ? ended(kept, code, words) : ended(kept, why, words));
        // Only now: a server that ends waits for its children to be gone from here, and what is not kept then is lost.
        children.remove(key);
        told.remove(key);
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
        return kept.with(run.toBuilder()
                .jobRunState(state)
                .completedOn(now)
                .lastModifiedOn(now)
                .executionTime((int) Duration.between(run.startedOn(), now).toSeconds())
                .errorMessage(words == null || words.isEmpty() ? null : words)
                .build());
    }

    /** Ends a run; one that has failed is run again as often as its job says. */
    private void end(ObjectKey key, UnaryOperator<KeptRun> ended) {
        change(key, ended)
                .filter(kept -> kept.run().jobRunState() == JobRunState.FAILED && kept.retries() > 0)
                .filter(kept -> !timer.isShutdown())
                .ifPresent(this::again);
    }

    private void again(KeptRun failed) {
        var now = Instant.now();
        int attempt = failed.run().attempt() + 1;
        JobRun run = failed.run().toBuilder()
                .id(JobRunKeys.id(now) + "_attempt_" + attempt)
                .attempt(attempt)
                .previousRunId(failed.run().id())
                .jobRunState(JobRunState.STARTING)
                .startedOn(now)
                .lastModifiedOn(now)
                .completedOn(null)
                .executionTime(0)
                .errorMessage(null)
                .build();
        var key = JobRunKeys.of(run.jobName(), run.id());
        try {
            objects.create(
                    key, KeptRun.of(run, failed.script(), failed.retries() - 1).json());
            start(key);
        } catch (EtlException e) {
            LOG.error("{} cannot be run again", failed.run().id(), e);
        }
    }

    /** Stops a run, whichever server has started it; answers whether it was going on. */
    public boolean stop(ObjectKey key) {
        var stopping = change(key, kept -> kept.in(JobRunState.STOPPING));
        tell(key, JobRunState.STOPPED);
        stopping.flatMap(KeptRun::place)
                .filter(place -> !children.containsKey(key) && place.isHere())
                .flatMap(place -> place.child().alive())
                .ifPresent(ProcessHandle::destroy);
        return stopping.isPresent();
    }

    /** Whether somebody wants a run of this server to stop. */
    private void look() {
        for (var key : children.keySet()) {
            try {
                objects.find(key)
                        .filter(object -> KeptRun.read(object.json()).isToStop())
                        .ifPresent(object -> tell(key, JobRunState.STOPPED));
            } catch (EtlException e) {
                LOG.warn("Whether {} is to stop cannot be read, and is looked at again: {}", key, e.getMessage());
            }
        }
    }

    private void tell(ObjectKey key, JobRunState why) {
        var child = children.get(key);
        if (child != null && told.putIfAbsent(key, why) == null) {
            child.process().destroy();
        }
    }

    /** Changes a run that goes on, as it is then; one that has ended stays as it is, and the answer is empty. */
    private Optional<KeptRun> change(ObjectKey key, UnaryOperator<KeptRun> change) {
        try {
            var found = find(key);
            var changed = found.map(object -> KeptRun.read(object.json()))
                    .filter(KeptRun::isGoingOn)
                    .map(change);
            changed.ifPresent(
                    kept -> objects.update(key, kept.json(), found.orElseThrow().version()));
            return changed;
        } catch (ObjectChangedException e) {
            // Not swallowed: another server was first, and it is changed as that has left it.
            return change(key, change);
        } catch (EtlException e) {
            LOG.error("What became of {} cannot be kept", key, e);
            return Optional.empty();
        }
    }

    private Optional<CatalogObject> find(ObjectKey key) {
        try {
            return objects.find(key);
        } catch (EtlException e) {
            LOG.error("What is known of {} cannot be read", key, e);
            return Optional.empty();
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
