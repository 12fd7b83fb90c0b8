// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.iceberg;

import java.util.Map;
import org.apache.iceberg.SnapshotAncestryValidator;
import org.apache.iceberg.SnapshotUpdate;

/** Any update that makes a snapshot. */
record SnapshotChange(SnapshotUpdate<?> update) {
    void describe(Map<String, String> summary) {
        summary.forEach(update::set);
    }

    /** Iceberg asks the validation again whenever it starts over on top of a commit of somebody else. */
    void commit(SnapshotAncestryValidator validation) {
        update.validateWith(validation);
        update.commit();
    }
}
