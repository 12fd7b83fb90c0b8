// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.engine;

import dev.mastic.core.bookmark.Phase;
import dev.mastic.core.bookmark.Run;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How one run of the journal is brought to its end, by the process that planned it or by a later one. Immutable; does nothing itself.
 *
 * <p>Output that is staged in full by a run in {@link Phase#STAGED} may be committed by another process at any time, and so nobody
 * removes it; not even the process that has staged it, once it has asked the journal to say so. Where a part of it is missing or refused
 * by its target, and nothing is visible, the rest is removed; who has not planned the run asks the sinks once more then, and who has is
 * refused by the journal if another process has come between.
 *
 * @param own whether this process has planned the run
 * @param step what is to be done next; {@link Step#END} when nothing is
 * @param sinks how far each has come, in the order of their commits; empty while nobody has asked
 * @param why the reason for which the run is taken back, or cannot be ended; empty when all is well
 * @param tries how often the present step has failed
 */
record RunState(Run run, boolean own, Step step, Map<String, Held> sinks, Optional<Ending> why, int tries) {
    /** How often the store is asked again once output is visible. */
    static final int MOST_TRIES = 5;

    /** The steps before which no other process can commit what this one stages. */
    private static final Set<Step> REVOCABLE = EnumSet.of(Step.STAGE, Step.VERIFY, Step.MARK_STAGED);

    RunState {
        sinks = Collections.unmodifiableMap(new LinkedHashMap<>(sinks));
    }

    /** A run that this process has written to the journal a moment ago. */
    static RunState planned(Run run) {
        return new RunState(run, true, Step.STAGE, Map.of(), Optional.empty(), 0);
    }

    /** A run that another process has left in this phase. */
    static RunState left(Run run, Phase phase) {
        var step =
                switch (phase) {
                    case PLANNED -> Step.DISCARD;
                    case STAGED -> Step.FIND;
                    case COMMITTED -> Step.ADVANCE;
                    case ADVANCED, DISCARDED -> Step.END;
                };
        return new RunState(run, false, step, Map.of(), Optional.empty(), 0);
    }

    Action next() {
        var about =
                switch (step) {
                    case COMMIT -> Set.of(uncommitted().orElseThrow());
                    case STAGE -> holding(Held.ABSENT);
                    default -> Set.<String>of();
                };
        return new Action(step, Optional.of(run), about);
    }

    RunState after(Answer answer) {
        if (answer instanceof Answer.Failed failed) {
            return failed(failed.how());
        } else if (answer instanceof Answer.Refused) {
            return refused();
        }
        return switch (step) {
            case FIND -> found(((Answer.Holding) answer).sinks(), Step.DISCARD);
            case CONFIRM -> found(((Answer.Holding) answer).sinks(), Step.MARK_DISCARDED);
            case STAGE -> with(((Answer.Holding) answer).sinks()).at(Step.VERIFY);
            case VERIFY -> verified(answer instanceof Answer.Changed);
            case MARK_STAGED -> at(Step.COMMIT);
            case COMMIT -> committed();
            case MARK_COMMITTED -> at(Step.ADVANCE);
            case ADVANCE, MARK_DISCARDED -> at(Step.END);
            case DISCARD -> discarded();
            default -> throw new IllegalStateException("No step of a run: " + step);
        };
    }

    /** The same run, taken back for this reason if it still may be. */
    RunState stopped() {
        return own && REVOCABLE.contains(step) ? takenBack(Ending.STOPPED) : this;
    }

    /** Whether something of the run may be visible, so that it should be brought to its end. */
    boolean isCommitting() {
        return EnumSet.of(Step.COMMIT, Step.MARK_COMMITTED, Step.ADVANCE).contains(step);
    }

    private RunState found(Map<String, Held> found, Step otherwise) {
        var known = with(found);
        if (!known.has(Held.ABSENT)) {
            return known.committing();
        }
        return known.at(known.has(Held.COMMITTED) ? Step.STAGE : otherwise);
    }

    private RunState verified(boolean changed) {
        if (own && (changed || why.isPresent())) {
            return takenBack(changed ? Ending.CHANGED : why.get());
        } else if (own) {
            return at(Step.MARK_STAGED);
        }
        // beside output that is visible, other rows were staged than those that belong to it: nobody must commit them
        return changed ? takenBack(Ending.UNKNOWN) : committing();
    }

    private RunState committed() {
        return with(Map.of(uncommitted().orElseThrow(), Held.COMMITTED)).committing();
    }

    /** The same output would be refused again; unless a part of the run is visible, all of it goes. */
    private RunState refused() {
        return has(Held.COMMITTED) ? stuck(Ending.INCOMPLETE) : takenBack(Ending.REFUSED);
    }

    private RunState committing() {
        return at(uncommitted().isPresent() ? Step.COMMIT : Step.MARK_COMMITTED);
    }

    private RunState failed(Ending how) {
        return switch (step) {
            case STAGE -> own ? because(how).at(Step.VERIFY) : stuck(how);
            case VERIFY -> own || how != Ending.OVERTAKEN ? takenBack(why.orElse(how)) : stuck(how);
            case MARK_COMMITTED, ADVANCE -> how == Ending.FAILED ? again() : stuck(how);
            default -> stuck(why.filter(reason -> reason != Ending.REFUSED).orElse(how));
        };
    }

    /** The store has not answered, while output is visible: it is asked again, and not for ever. */
    private RunState again() {
        return tries < MOST_TRIES ? new RunState(run, own, step, sinks, why, tries + 1) : stuck(Ending.UNKNOWN);
    }

    /** What is staged is gone; a run of which a part is visible stays as it is, to be staged again by a later process. */
    private RunState discarded() {
        var gone = new LinkedHashMap<String, Held>();
        holding(Held.COMPLETE).forEach(name -> gone.put(name, Held.ABSENT));
        if (has(Held.COMMITTED)) {
            return with(gone).at(Step.END);
        }
        return with(gone).at(sinks.isEmpty() || own ? Step.MARK_DISCARDED : Step.CONFIRM);
    }

    private RunState takenBack(Ending reason) {
        return because(reason).at(Step.DISCARD);
    }

    private RunState stuck(Ending reason) {
        return because(reason).at(Step.END);
    }

    private RunState at(Step next) {
        return new RunState(run, own, next, sinks, why, 0);
    }

    private RunState because(Ending reason) {
        return new RunState(run, own, step, sinks, Optional.of(reason), tries);
    }

    private RunState with(Map<String, Held> news) {
        var all = new LinkedHashMap<>(sinks);
        all.putAll(news);
        return new RunState(run, own, step, all, why, tries);
    }

    private boolean has(Held state) {
        return sinks.containsValue(state);
    }

    private Optional<String> uncommitted() {
        return holding(Held.COMPLETE).stream().findFirst();
    }

    private Set<String> holding(Held state) {
        var names = new LinkedHashSet<>(sinks.keySet());
        names.removeIf(name -> sinks.get(name) != state);
        return names;
    }
}
