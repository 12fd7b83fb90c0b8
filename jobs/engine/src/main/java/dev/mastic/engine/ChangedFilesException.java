// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.engine;

import dev.mastic.core.failure.EtlException;
import java.util.List;

/** Files changed each time that a run read them. Nothing was committed. */
public final class ChangedFilesException extends EtlException {
    private static final long serialVersionUID = 1L;

    private ChangedFilesException(String message) {
        super(message);
    }

    static ChangedFilesException of(String job, Postponed postponed) {
        var files = postponed.files().values().stream()
                .flatMap(List::stream)
                .sorted()
                .limit(3)
                .toList();
        return new ChangedFilesException(
                "Cannot run job '" + job + "': files change faster than they are read (in each of "
                        + (Protocol.MOST_RESTARTS + 1) + " attempts some did"
                        + (files.isEmpty() ? "" : ", such as " + String.join(", ", files))
                        + "): run again when nobody writes them, or let them arrive under another name and rename them");
    }
}
