// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.operations.trigger;

import dev.mastic.core.failure.Suggestion;
import dev.mastic.core.failure.UsageException;
import java.util.List;

/** There is no trigger of this name. */
public final class NoSuchTriggerException extends UsageException {
    private static final long serialVersionUID = 1L;

    NoSuchTriggerException(String name, List<String> known) {
        super("No such trigger: '" + name + "' " + Suggestion.among(name, known));
    }
}
