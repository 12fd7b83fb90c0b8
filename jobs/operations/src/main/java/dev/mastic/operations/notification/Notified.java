// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.operations.notification;

import java.util.Optional;

/**
 * What came of a notification.
 *
 * @param to where it went, without secrets
 * @param problem why it is not certain that it arrived; empty if it did
 */
public record Notified(String to, Event event, Optional<String> problem) {}
