// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.engine;

import dev.mastic.core.bookmark.BookmarkStore;
import dev.mastic.core.bookmark.JournalEntry;
import dev.mastic.core.bookmark.Lease;
import dev.mastic.core.bookmark.Phase;
import dev.mastic.core.bookmark.Receipt;
import dev.mastic.core.bookmark.Run;
import dev.mastic.core.failure.EtlException;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The journal of a job, as the holder of its lease writes it. */
record LeasedJournal(BookmarkStore store, Lease lease) {
    private static final Logger LOG = LoggerFactory.getLogger(LeasedJournal.class);

    void plan(JournalEntry entry) {
        store.plan(lease, entry);
    }

    void mark(Run run, Phase phase, Map<String, Receipt> receipts) {
        store.mark(lease, run, phase, receipts);
    }

    void advance(Run run) {
        store.advance(lease, run);
    }

    /** Tells people what happened in a run; what cannot be told stops no run. */
    void tell(Run run, String what, String detail) {
        LOG.info("Run {} {}: {}", run.runId(), what, detail);
        try {
            store.note(lease, run, what, detail);
        } catch (EtlException e) {
            LOG.warn("Cannot note in the journal that run {} {}: {}", run.runId(), what, e.getMessage());
        }
    }
}
