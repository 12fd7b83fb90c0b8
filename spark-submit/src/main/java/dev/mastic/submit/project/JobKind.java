// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.project;

/** How the job of a new project is written. */
enum JobKind {
    /** A class, with its twin as a file. */
    JAVA,
    /** A file alone. */
    HOCON
}
