// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.engine;

import dev.mastic.engine.SimulatedInput.Item;
import dev.mastic.engine.SimulatedStore.Entry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/**
 * One random schedule of several processes that run one job: they are started twice and under the same id, paused beyond their lease,
 * killed and stopped; replies are lost, the store is away for a while, targets refuse an output for good, items come and change. The seed
 * decides everything.
 *
 * @see <a href="https://apple.github.io/foundationdb/testing.html">Simulation and testing in FoundationDB</a>
 */
final class Simulation {
    private static final int MOST_STEPS = 5_000;
    private static final int HOUR = 3_600;
    private static final Set<Step> STORE_STEPS = EnumSet.of(
            Step.ACQUIRE,
            Step.LOOK,
            Step.SLICE,
            Step.PLAN,
            Step.MARK_STAGED,
            Step.MARK_COMMITTED,
            Step.ADVANCE,
            Step.MARK_DISCARDED,
            Step.RELEASE);

    private final SplittableRandom random;
    private final Set<Guard> guards;
    private final SimulatedStore store;
    private final SimulatedInput input = new SimulatedInput();
    private final List<SimulatedSink> sinks;
    private final Map<Long, Entry> planned = new HashMap<>();
    private final List<SimulatedProcess> processes = new ArrayList<>();
    private final List<Long> runIds = new ArrayList<>();
    private final Set<Refused> refused = new HashSet<>();
    private final List<String> trace = new ArrayList<>();
    private final boolean traced;
    private final boolean isCalm;

    private long now = HOUR;
    private long storeDownUntil;
    private boolean isHealed;

    /** What a target does not take. */
    private record Refused(String sink, long token) {}

    Simulation(long seed, Set<Guard> guards, boolean traced) {
        this.random = new SplittableRandom(seed);
        this.guards = guards;
        this.traced = traced;
        this.store = new SimulatedStore(guards);
        this.sinks = new ArrayList<>(List.of(
                new SimulatedFiles(Planner.FAULTS), new SimulatedFiles("files"), new SimulatedTable("table", guards)));
        Collections.rotate(sinks, random.nextInt(sinks.size()));
        // where staged output may be lost, or discarded by one and committed by another, items stay as they are: else
        // nobody could make it
        // again
        this.isCalm = random.nextInt(4) == 0;
    }

    /** What happened, where it was traced. */
    List<String> trace() {
        return trace;
    }

    /**
     * Runs the schedule, and at last one process that nobody disturbs.
     *
     * @throws ViolationException if the promise is broken
     */
    void run() {
        int starts = 2 + random.nextInt(5);
        for (int i = 0; i < 3; i++) {
            input.arrive(random, isCalm);
        }
        for (int step = 0; starts > 0 || !processes.isEmpty(); step++) {
            if (step > MOST_STEPS) {
                throw new ViolationException("the processes do not end");
            }
            if (starts > 0 && random.nextInt(12) == 0) {
                start();
                starts--;
            }
            disturb();
            move();
        }
        heal();
    }

    private void start() {
        boolean again = !runIds.isEmpty() && random.nextInt(3) == 0;
        // run ids sort by the clocks of the machines that make them, which are up to an hour wrong
        long skewed = now + random.nextInt(2 * HOUR) - HOUR;
        long runId = again ? runIds.get(random.nextInt(runIds.size())) : skewed * 100 + runIds.size();
        runIds.add(runId);
        var process = new SimulatedProcess(this, runId, OnLocked.values()[random.nextInt(OnLocked.values().length)]);
        processes.add(process);
        trace(process, () -> "starts");
    }

    private void disturb() {
        now++;
        if (random.nextInt(30) == 0) {
            input.arrive(random, isCalm);
        }
        if (random.nextInt(150) == 0) {
            storeDownUntil = now + random.nextInt(2 * SimulatedStore.LEASE_TIME);
        }
        if (isCalm && random.nextInt(60) == 0) {
            // somebody mends the targets
            refused.clear();
        }
        if (isCalm && random.nextInt(15) == 0) {
            store.unfinished()
                    .forEach(entry -> sinks.get(random.nextInt(sinks.size())).lose(entry.token));
        }
    }

    /** One small step of one process, or something that befalls it. */
    private void move() {
        if (processes.isEmpty()) {
            return;
        }
        var process = processes.get(random.nextInt(processes.size()));
        if (!process.isAwake(now)) {
            return;
        }
        switch (random.nextInt(60)) {
            case 0 -> kill(process);
            case 1 -> pause(process);
            case 2 -> process.stop();
            default -> step(process);
        }
    }

    private void kill(SimulatedProcess process) {
        trace(process, () -> "is killed");
        processes.remove(process);
        // on the same machine it is known to be dead; elsewhere its lease must end
        if (random.nextBoolean()) {
            store.release(process.token());
        }
    }

    private void pause(SimulatedProcess process) {
        trace(process, () -> "is paused");
        process.pause(now + random.nextInt(4 * SimulatedStore.LEASE_TIME));
    }

    private void step(SimulatedProcess process) {
        if (!isStoreDown()) {
            store.renew(process.token(), now);
        }
        process.step();
        if (process.hasEnded()) {
            trace(process, () -> "ends: " + process.ending());
            processes.remove(process);
        }
    }

    private void heal() {
        isHealed = true;
        now += 10L * SimulatedStore.LEASE_TIME;
        if (last(100L * HOUR * HOUR) == Ending.INCOMPLETE) {
            // a part is visible, and the rest is refused: somebody mends the target
            refused.clear();
            last(100L * HOUR * HOUR + 1);
        }
        check();
    }

    private Ending last(long runId) {
        var last = new SimulatedProcess(this, runId, OnLocked.FAIL);
        for (int step = 0; !last.hasEnded(); step++) {
            if (step > MOST_STEPS) {
                throw new ViolationException("the last process does not end");
            }
            last.step();
        }
        trace(last, () -> "ends: " + last.ending());
        boolean mayBeIncomplete = last.ending() == Ending.INCOMPLETE && !refused.isEmpty();
        if (!mayBeIncomplete
                && !EnumSet.of(Ending.SUCCEEDED, Ending.NOTHING_NEW).contains(last.ending())) {
            throw new ViolationException("a run that nobody disturbs ends with " + last.ending());
        }
        return last.ending();
    }

    private void check() {
        if (store.holder(now).isPresent()) {
            throw new ViolationException("the lease is held");
        } else if (!store.unfinished().isEmpty()) {
            throw new ViolationException("a run has not ended");
        }
        for (var sink : sinks) {
            sink.shown().forEach(token -> requireAdvanced(sink, token));
            input.all().stream().filter(item -> belongs(item, sink)).forEach(item -> requireThere(sink, item));
        }
    }

    private void requireAdvanced(SimulatedSink sink, long token) {
        if (!store.hasAdvanced(token)) {
            throw new ViolationException(
                    "sink " + sink.name() + " shows rows of run " + token + ", which has not advanced");
        }
    }

    private static void requireThere(SimulatedSink sink, Item item) {
        if (sink.times(item) != 1) {
            throw new ViolationException(
                    "sink " + sink.name() + " shows an item " + sink.times(item) + " times: " + item);
        }
    }

    /** Refused items go to the faults, and all others to the other sinks. */
    private static boolean belongs(Item item, SimulatedSink sink) {
        return item.isRefused() == sink.name().equals(Planner.FAULTS);
    }

    /** The sinks that a run writes: the faults only when there are some. */
    Set<String> stagedIn(Entry entry) {
        var names = new LinkedHashSet<String>();
        sinks.stream()
                .filter(sink -> !sink.name().equals(Planner.FAULTS)
                        || entry.items.stream().anyMatch(Item::isRefused))
                .forEach(sink -> names.add(sink.name()));
        return names;
    }

    /** What a sink takes of the rows that are read now. */
    List<Item> rows(Entry entry, SimulatedSink sink) {
        return entry.items.stream()
                .filter(item -> belongs(item, sink))
                .map(input::read)
                .toList();
    }

    /** A target that shows an output has taken it; what it has refused once it refuses until it is mended. */
    void refuseSometimes(SimulatedSink sink, Entry entry) {
        var output = new Refused(sink.name(), entry.token);
        if (!sink.shown().contains(entry.token)
                && (refused.contains(output) || (!isHealed && random.nextInt(20) == 0))) {
            refused.add(output);
            throw new SimulatedSink.Refusal();
        }
    }

    /** The action has happened, and the process sees an error. */
    boolean isReplyLost() {
        return !isHealed && random.nextInt(50) == 0;
    }

    boolean usesStore(Step step) {
        return STORE_STEPS.contains(step);
    }

    boolean isStoreDown() {
        return !isHealed && now < storeDownUntil;
    }

    boolean has(Guard guard) {
        return guards.contains(guard);
    }

    long now() {
        return now;
    }

    SimulatedStore store() {
        return store;
    }

    SimulatedInput input() {
        return input;
    }

    List<SimulatedSink> sinks() {
        return sinks;
    }

    /** What a process knows of the run that it has planned, also where the journal does not. */
    void remember(Entry entry) {
        planned.put(entry.token, entry);
    }

    Entry entry(long token) {
        return planned.get(token);
    }

    void trace(SimulatedProcess process, Supplier<String> what) {
        if (traced) {
            trace.add(now + " " + process + ": " + what.get());
        }
    }
}
