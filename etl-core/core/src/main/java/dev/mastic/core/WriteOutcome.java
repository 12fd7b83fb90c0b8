// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core;

import dev.mastic.core.bookmark.Receipt;
import dev.mastic.core.frame.DynamicFrame;

/**
 * What {@link EtlSession#write} has written.
 *
 * @param receipt exact counts of rows and files
 * @param faults how many rows were refused on the way, by readers, steps and the sink, and are not there
 * @param errors these rows, as {@link DynamicFrame#errorsAsDynamicFrame()} has them; what Glue's {@code write} returns. Lazy
 */
public record WriteOutcome(Receipt receipt, long faults, DynamicFrame errors) {}
