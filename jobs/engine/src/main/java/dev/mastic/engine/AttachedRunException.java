// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.engine;

import dev.mastic.core.bookmark.RunRecord;
import dev.mastic.core.failure.EtlException;
import dev.mastic.core.failure.ExitCode;
import java.util.Arrays;

/** The run of the id that was asked for has failed in another process, which this one waited for. */
public final class AttachedRunException extends EtlException {
    private static final long serialVersionUID = 1L;
    private final int exitCode;

    AttachedRunException(RunRecord failed) {
        super("Run " + failed.runId() + " of job '" + failed.job()
                + "' has failed in the process that this one waited for: mastic runs show " + failed.runId()
                + " tells why");
        this.exitCode = failed.exitCode();
    }

    @Override
    public ExitCode exitCode() {
        return Arrays.stream(ExitCode.values())
                .filter(code -> code.number() == exitCode)
                .findFirst()
                .orElse(ExitCode.FAILED);
    }
}
