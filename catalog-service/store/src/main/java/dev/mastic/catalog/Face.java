// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog;

import dev.mastic.core.config.Setting;
import java.util.Locale;

/** Where changes of the catalog come from. */
enum Face {
    /** The command line. */
    CLI,
    /** A crawl. */
    CRAWLER,
    /** A job, or a session in a program or notebook. */
    JOB,
    /** Statements of Spark. */
    SPARK,
    /** {@code mastic serve}, which knows who asks, and writes the audit itself. */
    SERVER;

    static final Setting<Face> SETTING = Setting.oneOf("face", Face.class)
            .defaultsTo(JOB)
            .doc("Where the changes of this process come from, as the audit shows it.");

    /** As it stands in the audit. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
