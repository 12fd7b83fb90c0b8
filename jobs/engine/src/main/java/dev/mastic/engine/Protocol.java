// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.engine;

import dev.mastic.core.bookmark.Token;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The protocol by which a process runs a job, as a state machine: it says what is done next, and is told what came of it. The engine
 * executes it, and a simulator explores it. Immutable; does nothing itself, and knows neither clock nor store nor sink.
 *
 * <pre>
 * acquire → look → (end the runs that did not end) → slice → plan → (end this run) → report → release
 * </pre>
 *
 * @param step what is to be done when all of the runs have ended
 * @param token of the lease; 0 without one
 * @param runs those to be ended, next first
 * @param ending how it ends, once that is known; of the own run, if nothing comes between
 * @param restarts how often files changed while they were read
 */
record Protocol(OnLocked onLocked, Step step, Token token, List<RunState> runs, Optional<Ending> ending, int restarts) {
    /** How often a run is planned again because files changed while it read them. */
    static final int MOST_RESTARTS = 3;

    static Protocol start(OnLocked onLocked) {
        return new Protocol(onLocked, Step.ACQUIRE, new Token(0), List.of(), Optional.empty(), 0);
    }

    Action next() {
        return runs.isEmpty() ? Action.of(step) : runs.get(0).next();
    }

    Protocol after(Answer answer) {
        if (!runs.isEmpty()) {
            return moved(runs.get(0).after(answer));
        } else if (answer instanceof Answer.Failed failed) {
            return failed(failed.how());
        } else if (answer instanceof Answer.Ends ends) {
            return ends(ends.ending());
        }
        return switch (step) {
            case ACQUIRE ->
                answer instanceof Answer.Leased leased
                        ? leased(leased.token())
                        : locked(((Answer.Locked) answer).sameRun());
            case AWAIT -> at(Step.ACQUIRE);
            case LOOK -> looked(((Answer.Runs) answer).runs());
            case SLICE -> at(Step.PLAN);
            case PLAN -> ends(Ending.SUCCEEDED).ending(((Answer.Runs) answer).runs());
            case REPORT -> at(Step.RELEASE);
            case RELEASE -> released();
            default -> throw new IllegalStateException("No step of a job: " + step);
        };
    }

    /** Someone asks to stop: what is visible in part is brought to its end, and nothing else is begun. */
    Protocol stopped() {
        if (ending.isPresent()) {
            return runs.isEmpty() ? this : moved(runs.get(0).stopped());
        }
        boolean finish = !runs.isEmpty() && runs.get(0).isCommitting();
        return finish ? this : ending(List.of()).ends(Ending.STOPPED);
    }

    private Protocol leased(Token mine) {
        return new Protocol(onLocked, Step.LOOK, mine, runs, ending, restarts);
    }

    /** A run of a newer token is alive, however late this process has learnt of its own. */
    private Protocol looked(List<RunState> unfinished) {
        boolean overtaken =
                unfinished.stream().anyMatch(left -> left.run().token().compareTo(token) > 0);
        return overtaken ? ends(Ending.OVERTAKEN) : at(Step.SLICE).ending(unfinished);
    }

    private Protocol locked(boolean sameRun) {
        if (sameRun || onLocked == OnLocked.WAIT) {
            return at(Step.AWAIT);
        }
        return ends(onLocked == OnLocked.SKIP ? Ending.SKIPPED : Ending.LOCKED);
    }

    private Protocol moved(RunState run) {
        var others = runs.subList(1, runs.size());
        if (run.step() != Step.END) {
            return ending(Stream.concat(Stream.of(run), others.stream()).toList());
        }
        return run.why()
                .filter(why -> why != Ending.REFUSED || isOwn(run))
                .map(this::brokenOff)
                .orElseGet(() -> ending(others));
    }

    /** What an earlier run wrote in vain and was taken back is new again, to this run. */
    private boolean isOwn(RunState run) {
        return run.run().token().equals(token);
    }

    /** A run was taken back, or cannot be ended. */
    private Protocol brokenOff(Ending why) {
        boolean again = why == Ending.CHANGED && restarts < MOST_RESTARTS;
        return again
                ? new Protocol(onLocked, Step.RELEASE, token, List.of(), Optional.empty(), restarts + 1)
                : ending(List.of()).ends(why);
    }

    /** A report that cannot be written, or a lease that cannot be given back, changes nothing any more. */
    private Protocol failed(Ending how) {
        return switch (step) {
            case REPORT -> at(Step.RELEASE);
            case RELEASE -> released();
            default -> ends(how);
        };
    }

    private Protocol released() {
        return at(ending.isPresent() ? Step.END : Step.ACQUIRE);
    }

    private Protocol ends(Ending how) {
        return new Protocol(onLocked, Step.REPORT, token, runs, Optional.of(how), restarts);
    }

    private Protocol at(Step next) {
        return new Protocol(onLocked, next, token, runs, ending, restarts);
    }

    private Protocol ending(List<RunState> those) {
        return new Protocol(onLocked, step, token, List.copyOf(those), ending, restarts);
    }
}
