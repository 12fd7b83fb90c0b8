// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors;

/**
 * Where and how a sink writes files.
 *
 * @param registration who is told of the files before they count
 */
record FilePlace(Target target, WriteMode mode, Registration registration) {
    /** A folder that files are added to. */
    FilePlace(Target target) {
        this(target, WriteMode.APPEND, Registration.NONE);
    }
}
