// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.operations.notification;

import dev.mastic.engine.RunReport;
import java.util.Locale;

/** What is told of: the status of a run report, or an attempt that failed and is followed by another. */
public enum Event {
    SUCCEEDED,
    NOTHING_NEW,
    ALREADY_DONE,
    SKIPPED,
    FAILED,
    RETRYING;

    /** The event of a run that has ended; a dry run is none. */
    public static Event of(RunReport.Status status) {
        return switch (status) {
            case SUCCEEDED -> SUCCEEDED;
            case NOTHING_NEW -> NOTHING_NEW;
            case ALREADY_DONE -> ALREADY_DONE;
            case SKIPPED -> SKIPPED;
            case FAILED -> FAILED;
            case DRY_RUN -> throw new IllegalArgumentException("A dry run is told to nobody");
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
