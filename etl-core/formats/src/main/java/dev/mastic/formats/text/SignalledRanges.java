// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.text;

import dev.mastic.core.frame.Signal;
import dev.mastic.formats.Refused;

/**
 * Signals refused rows by ranges. Neighbours within a megabyte share one, so that a file full of faults does not fill the driver; a range
 * always begins where reading can begin.
 */
final class SignalledRanges implements Refusal.Listener {
    private static final int ONE_RANGE = 1 << 20;
    private static final long NONE = -1;

    private final String file;
    private final Signal<Refused> signal;
    private long start = NONE;
    private long end;

    SignalledRanges(String file, Signal<Refused> signal) {
        this.file = file;
        this.signal = signal;
    }

    @Override
    public void refused(Refusal refusal) {
        if (start != NONE && refusal.standsAlone() && refusal.start() - start > ONE_RANGE) {
            flush();
        }
        start = start == NONE ? refusal.start() : start;
        end = refusal.next();
    }

    @Override
    public void abandoned(String reason) {
        signal.add(Refused.file(file, reason));
    }

    /** Signals what has not been signalled yet. */
    void flush() {
        if (start != NONE) {
            signal.add(Refused.range(file, start, end));
            start = NONE;
        }
    }
}
