// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.bookmark;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Leases, the run journal and the bookmarks. Each call is one transaction; thread-safe, and safe between processes. Calls that take a
 * lease are refused with {@link LeaseLostException} when a newer lease of the job exists: that is the fence.
 */
public interface BookmarkStore {
    /**
     * Takes the lease of a job. A lease whose time is over is taken from its holder.
     *
     * @param holder who asks, for the message to others
     * @param timeToLive how long the lease lasts without {@link #renew}
     * @throws JobLockedException naming the holder, if another run holds a live lease
     */
    Lease acquire(String job, String runId, String holder, Duration timeToLive);

    /** Starts the time of the lease again. */
    void renew(Lease lease, Duration timeToLive);

    /** Gives the lease back; harmless when it is lost or released already. */
    void release(Lease lease);

    /** The newest entry of this run id. */
    Optional<JournalEntry> find(String job, String runId);

    /** The runs of a job that are in no final phase, oldest first. */
    List<JournalEntry> unfinished(String job);

    /** Writes a new entry in phase {@link Phase#PLANNED}. */
    void plan(Lease lease, JournalEntry entry);

    /**
     * Moves a run to a later phase other than {@link Phase#ADVANCED}.
     *
     * @param receipts what the sinks have answered so far, by sink
     */
    void mark(Lease lease, Run run, Phase phase, Map<String, Receipt> receipts);

    /**
     * Moves all bookmarks of a run as its slices say and its phase to {@link Phase#ADVANCED}, in one transaction. Harmless when the run is
     * there already.
     */
    void advance(Lease lease, Run run);

    /** All runs of a job, oldest first. */
    List<JournalLine> history(String job);

    /** What the journal holds of one attempt. */
    Optional<JournalEntry> entry(Run run);

    /** Adds a line to the story of a run. */
    void note(Lease lease, Run run, String what, String detail);

    /** The story of a run as it was noted, oldest first. */
    List<JournalEvent> events(Run run);

    /** What has been read from a source; empty if no run has moved its bookmark. */
    Optional<Position> position(String job, String source);

    /** All bookmarks, or those of one job, sorted by job and source. */
    List<Bookmark> bookmarks(Optional<String> job);

    /** Whether a run was planned here, or has come with a state that was taken over; tells a lost state, and an old copy of it. */
    default boolean knows(Run run) {
        return entry(run).isPresent();
    }

    /**
     * What people ask of bookmarks and do to them.
     *
     * @throws UnsupportedOperationException if nothing but runs can move the bookmarks of this store
     */
    default BookmarkAdministration administration() {
        throw new UnsupportedOperationException("Only runs move the bookmarks of this store");
    }
}
