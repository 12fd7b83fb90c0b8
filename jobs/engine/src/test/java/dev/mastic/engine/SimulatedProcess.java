// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.engine;

import dev.mastic.core.bookmark.Phase;
import dev.mastic.core.bookmark.Run;
import dev.mastic.core.bookmark.Token;
import dev.mastic.engine.SimulatedInput.Item;
import dev.mastic.engine.SimulatedStore.Entry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** A process that executes the protocol on simulated targets, one small step at a time. */
final class SimulatedProcess {
    private final Simulation world;
    private final long runId;
    private final Set<Integer> postponed = new HashSet<>();
    private final Deque<Runnable> work = new ArrayDeque<>();

    private Protocol protocol;
    private Supplier<Answer> answer;
    private List<Item> slice = List.of();
    private long token;
    private long pausedUntil;

    SimulatedProcess(Simulation world, long runId, OnLocked onLocked) {
        this.world = world;
        this.runId = runId;
        this.protocol = Protocol.start(onLocked);
    }

    boolean hasEnded() {
        return protocol.next().step() == Step.END;
    }

    Ending ending() {
        return protocol.ending().orElseThrow();
    }

    boolean isAwake(long now) {
        return now >= pausedUntil;
    }

    void pause(long until) {
        pausedUntil = until;
    }

    long token() {
        return token;
    }

    void stop() {
        if (answer == null) {
            protocol = protocol.stopped();
        }
    }

    /** One small step; between two of them everything may happen. */
    void step() {
        if (answer == null) {
            begin(protocol.next());
        }
        try {
            if (work.isEmpty()) {
                told(world.isReplyLost() ? failed(Ending.FAILED) : answer.get());
            } else {
                work.poll().run();
            }
        } catch (SimulatedStore.Overtaken e) {
            told(failed(Ending.OVERTAKEN));
        } catch (SimulatedSink.Refusal e) {
            told(new Answer.Refused());
        } catch (IllegalStateException e) {
            told(failed(protocol.next().step() == Step.FIND ? Ending.UNKNOWN : Ending.FAILED));
        }
    }

    private void told(Answer reply) {
        var action = protocol.next();
        world.trace(this, () -> action + " -> " + reply);
        work.clear();
        answer = null;
        protocol = protocol.after(reply);
    }

    private static Answer failed(Ending how) {
        return new Answer.Failed(how);
    }

    /** Makes the small steps of an action; the reply is made after them. */
    private void begin(Action action) {
        answer = Answer.Done::new;
        var step = action.step();
        if (world.usesStore(step) && world.isStoreDown()) {
            answer = () -> failed(Ending.FAILED);
            return;
        }
        if (action.run().isPresent()) {
            begin(action, action.run().get().token().number());
        } else {
            begin(step);
        }
    }

    private void begin(Step step) {
        switch (step) {
            case ACQUIRE -> acquire();
            case LOOK -> answer = once(this::look);
            case SLICE -> answer = once(this::slice);
            case PLAN -> answer = once(this::plan);
            case RELEASE -> work.add(() -> world.store().release(token));
            default -> work.add(() -> {});
        }
    }

    /** What happens in one moment, and is told in a later one. */
    private Supplier<Answer> once(Supplier<Answer> call) {
        var reply = new ArrayList<Answer>();
        work.add(() -> reply.add(call.get()));
        return () -> reply.get(0);
    }

    /** A lease whose token was never told is not the process's to give back. */
    private void acquire() {
        var got = new ArrayList<Long>();
        var locked = once(() -> {
            var holder = world.store().holder(world.now());
            if (holder.isPresent()) {
                return new Answer.Locked(holder.get() == runId);
            }
            got.add(world.store().acquire(runId, world.now()));
            return new Answer.Leased(new Token(got.get(0)));
        });
        answer = () -> {
            got.forEach(told -> token = told);
            return locked.get();
        };
    }

    private Answer look() {
        if (!world.has(Guard.RECOVERY)) {
            return new Answer.Runs(List.of());
        }
        return new Answer.Runs(world.store().unfinished().stream()
                .map(entry -> RunState.left(run(entry.token, entry.runId), entry.phase))
                .toList());
    }

    private Answer slice() {
        if (world.store().isDone(runId)) {
            return new Answer.Ends(Ending.ALREADY_DONE);
        }
        slice = world.input().unread(world.store().ledger(), postponed);
        return slice.isEmpty() ? new Answer.Ends(Ending.NOTHING_NEW) : new Answer.Done();
    }

    private Answer plan() {
        var entry = new Entry(token, runId, slice);
        world.remember(entry);
        if (world.has(Guard.PLANNED_FIRST)) {
            world.store().plan(token, entry);
        }
        return new Answer.Runs(List.of(RunState.planned(run(token, runId))));
    }

    private static Run run(long token, long runId) {
        return new Run("job", String.valueOf(runId), new Token(token));
    }

    private void begin(Action action, long of) {
        var entry = world.entry(of);
        switch (action.step()) {
            case FIND -> answer = once(() -> find(entry));
            case CONFIRM -> answer = once(() -> confirm(entry));
            case STAGE -> stage(entry, action.sinks());
            case VERIFY -> answer = once(() -> verify(entry));
            case MARK_STAGED -> work.add(() -> world.store().mark(token, entry, Phase.STAGED, world.stagedIn(entry)));
            case COMMIT -> commit(entry, action.sinks());
            case MARK_COMMITTED -> work.add(() -> markCommitted(entry));
            case ADVANCE -> work.add(() -> world.store().advance(token, entry));
            case DISCARD -> world.sinks().forEach(sink -> work.addAll(sink.discard(of)));
            case MARK_DISCARDED -> work.add(() -> world.store().mark(token, entry, Phase.DISCARDED, Set.of()));
            default -> throw new IllegalStateException("No step of a run: " + action.step());
        }
    }

    private Answer confirm(Entry entry) {
        return world.has(Guard.CONFIRM) ? find(entry) : new Answer.Holding(Map.of());
    }

    private Answer find(Entry entry) {
        var held = new LinkedHashMap<String, Held>();
        world.sinks().stream()
                .filter(sink -> entry.staged.contains(sink.name()))
                .forEach(sink -> held.put(sink.name(), sink.find(entry.token)));
        return new Answer.Holding(held);
    }

    private void stage(Entry entry, Set<String> absent) {
        var held = new LinkedHashMap<String, Held>();
        for (var sink : world.sinks()) {
            if ((absent.isEmpty() && world.stagedIn(entry).contains(sink.name())) || absent.contains(sink.name())) {
                work.addAll(sink.stage(entry.token, () -> world.rows(entry, sink)));
                held.put(sink.name(), Held.COMPLETE);
            }
        }
        answer = () -> new Answer.Holding(held);
    }

    private Answer verify(Entry entry) {
        var changed = entry.items.stream()
                .filter(item -> !world.input().isThere(item))
                .toList();
        if (changed.isEmpty() || !world.has(Guard.VERIFY)) {
            return new Answer.Done();
        }
        changed.forEach(item -> postponed.add(item.id()));
        return new Answer.Changed();
    }

    private void commit(Entry entry, Set<String> sinks) {
        if (!world.has(Guard.ADVANCE_LAST)) {
            work.add(() -> world.store().move(entry));
        }
        world.sinks().stream().filter(sink -> sinks.contains(sink.name())).forEach(sink -> {
            work.add(() -> world.refuseSometimes(sink, entry));
            work.addAll(sink.commit(entry.token));
        });
    }

    private void markCommitted(Entry entry) {
        if (world.has(Guard.ADVANCE_LAST)) {
            world.store().mark(token, entry, Phase.COMMITTED, Set.of());
        }
    }

    @Override
    public String toString() {
        return "run " + runId + " token " + token;
    }
}
