// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.frame;

import dev.mastic.core.failure.EtlException;

/** A step refused more rows than its {@link Thresholds} allow. */
public final class ErrorThresholdException extends EtlException {
    private static final long serialVersionUID = 1L;

    /** A message with the step, the count and the threshold. */
    public ErrorThresholdException(String message) {
        super(message);
    }
}
