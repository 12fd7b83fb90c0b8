// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors;

import java.util.List;

/**
 * Where and how a sink writes files.
 *
 * @param registration who is told of the files before they count
 */
record FilePlace(Target target, WriteMode mode, Registration registration, List<String> replaced) {
    /** A folder all of which is replaced, where files are replaced. */
    FilePlace(Target target, WriteMode mode, Registration registration) {
        this(target, mode, registration, List.of());
    }

    /** A folder that files are added to. */
    FilePlace(Target target) {
        this(target, WriteMode.APPEND, Registration.NONE);
    }
}
