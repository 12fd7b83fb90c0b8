// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.engine;

import dev.mastic.core.bookmark.Lease;
import dev.mastic.core.bookmark.LeaseLostException;
import dev.mastic.core.bookmark.Token;
import dev.mastic.core.failure.CommitRefusedException;
import dev.mastic.core.failure.OutcomeUnknownException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Why a run fails: the first failure counts, and what fails while it is cleaned up after is told beside it. */
final class FirstFailure {
    private static final Logger LOG = LoggerFactory.getLogger(FirstFailure.class);
    private final String job;
    private final String runId;
    private Throwable first;

    FirstFailure(String job, String runId) {
        this.job = job;
        this.runId = runId;
    }

    /** A step has failed. */
    Answer add(Step step, Throwable failure) {
        LOG.debug("Step {} of run {} has failed", step, runId, failure);
        if (first == null) {
            first = failure;
        } else if (first != failure) {
            first.addSuppressed(failure);
        }
        if (failure instanceof LeaseLostException) {
            return new Answer.Failed(Ending.OVERTAKEN);
        }
        if (failure instanceof CommitRefusedException) {
            return new Answer.Refused();
        }
        return new Answer.Failed(failure instanceof OutcomeUnknownException ? Ending.UNKNOWN : Ending.FAILED);
    }

    /** This one counts, whatever was before. */
    void is(Throwable failure) {
        first = failure;
    }

    /** What has failed was made good. */
    void forget() {
        first = null;
    }

    /** Puts it into the words of how the run ends. */
    void conclude(Protocol protocol, Postponed postponed) {
        first = switch (protocol.ending().orElseThrow()) {
            case STOPPED -> new StoppedException(job, runId);
            case CHANGED -> ChangedFilesException.of(job, postponed);
            case OVERTAKEN -> first == null ? overtaken(protocol.token()) : first;
            case UNKNOWN -> first instanceof OutcomeUnknownException ? first : unknown();
            default -> first;
        };
    }

    /** A newer run was seen before the store has refused anything. */
    private LeaseLostException overtaken(Token token) {
        return new LeaseLostException(new Lease(job, runId, token, "this process"));
    }

    /** All output is visible, and the store does not say whether it knows. */
    private OutcomeUnknownException unknown() {
        var unknown = new OutcomeUnknownException(
                "Cannot tell whether run " + runId + " of job '" + job + "' has ended: " + message(),
                "all its output is visible: run the job again when the state can be reached, which ends the run and"
                        + " writes nothing twice");
        unknown.initCause(first);
        return unknown;
    }

    Throwable reason() {
        return first;
    }

    String message() {
        return String.valueOf(first.getMessage());
    }

    /** The failure, to be thrown. */
    RuntimeException thrown() {
        if (first instanceof Error error) {
            throw error;
        }
        return (RuntimeException) first;
    }
}
