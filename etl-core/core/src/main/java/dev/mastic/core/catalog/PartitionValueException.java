// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.catalog;

import dev.mastic.core.failure.EtlException;

/** A partition's value is none of the type of its key, so a filter cannot compare it. Glue calls this an invalid state. */
public final class PartitionValueException extends EtlException {
    private static final long serialVersionUID = 1L;

    PartitionValueException(PartitionFilter.Key key, String value) {
        super("Cannot filter partitions by '" + key.name() + "': \"" + value + "\" is not "
                + key.type().noun()
                + ". It is the value of a partition: correct or drop that partition, or declare the key as string");
    }
}
