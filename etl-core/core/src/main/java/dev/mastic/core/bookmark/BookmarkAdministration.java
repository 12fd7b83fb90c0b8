// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.bookmark;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What people ask of bookmarks and do to them, beside the protocol of runs. Each call is one transaction. Changes need the lease of the job,
 * so that no run is alive meanwhile, and are refused while the journal holds a run that has not ended: what it has read is known when the
 * next run has ended it. What a bookmark was before a change is kept, so that {@link #rewind} takes a change back, too.
 */
public interface BookmarkAdministration {
    /**
     * Forgets what has been read: the next run reads the source from its beginning.
     *
     * @param source empty for all sources of the job
     * @throws dev.mastic.core.failure.UsageException if there is no such source
     */
    List<Moved> reset(Lease lease, Optional<String> source);

    /**
     * Makes bookmarks exactly what they were when a run had advanced: a file that was read later is new again, of one that had changed
     * later the older version counts as read, and cursors and snapshots go back.
     *
     * @param source empty for all sources of the job; a source that was not there at that time is read from its beginning
     * @throws dev.mastic.core.failure.UsageException if the run did not advance here, or before the state was taken over from another place
     */
    List<Moved> rewind(Lease lease, Optional<String> source, Run to);

    /** Makes a position, which is none of files, the bookmark of a source. */
    List<Moved> put(Lease lease, String source, Position position);

    /**
     * Counts file versions as read.
     *
     * @throws dev.mastic.core.failure.UsageException if the bookmark of the source is none of files
     */
    List<Moved> markSeen(Lease lease, String source, Items.Files files);

    /** What the bookmark of a source knows of a file version. */
    SeenFile seen(String job, String source, FileItem file);

    /** The runs of all jobs that are in no final phase, oldest first: they are alive, or have crashed. */
    List<JournalLine> unfinished();

    /** Everything that was planned under a run id, of any job, oldest first. */
    List<JournalLine> attempts(String runId);

    /**
     * Makes all bookmarks of the job anew from what its targets remember, as if those runs had advanced here, in the order of their tokens.
     * Later leases have greater tokens than all of them, so that the fences in the targets hold. The lease is lost by that.
     */
    List<Moved> adopt(Lease lease, List<AdoptedRun> runs);

    /**
     * Writes everything that another store needs to go on with a job as one JSON document: {@link ExportHeader}, the names of its runs, and
     * its bookmarks with their ledgers. In memory is a part of it only.
     *
     * @throws dev.mastic.core.failure.UsageException if the store does not know the job
     * @throws dev.mastic.core.failure.EtlException if a run of the job has not ended, or the stream cannot be written
     */
    void export(String job, OutputStream to);

    /**
     * Makes all bookmarks of the lease's job what a document says; the counterpart of {@link #export}. Later leases have greater tokens than
     * all that the other store has given. The lease is lost by that.
     *
     * @throws dev.mastic.core.failure.EtlException if the document is of another job, cut off, or none of this version
     */
    List<Moved> load(Lease lease, InputStream document);

    /** Does work on a store whose changes are all taken back when it ends. Others wait to write meanwhile. */
    <T> T rehearse(Function<BookmarkStore, T> work);
}
