// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.operations.notification;

/** Where notifications go. */
sealed interface Channel permits Webhook, NotificationFile {
    /**
     * Sends one.
     *
     * @param report a run report in JSON, on one line
     * @throws NotSentException if it did not arrive, or nobody has said that it did
     */
    void send(String report);

    /** Where it goes, without secrets. */
    String shown();
}
