// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.hive;

import dev.mastic.core.failure.EtlException;
import java.util.List;

/** What differs, in the order in which it is changed: a database, then its tables. */
public final class SyncPlan {
    private final List<Planned> planned;

    SyncPlan(List<Planned> planned) {
        this.planned = List.copyOf(planned);
    }

    /** The steps; empty where the two agree. */
    public List<SyncStep> steps() {
        return planned.stream().map(Planned::step).toList();
    }

    /**
     * Makes the changes; what came of each step. A step that is refused does not keep the others from being tried; each is finished or
     * can be tried again by another plan.
     */
    public List<SyncStep> apply() {
        return planned.stream().map(SyncPlan::apply).toList();
    }

    private static SyncStep apply(Planned planned) {
        try {
            planned.work().run();
            return planned.step();
        } catch (EtlException e) {
            return planned.step().failed(e.getMessage());
        }
    }
}
