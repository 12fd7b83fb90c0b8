// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors;

import dev.mastic.connectors.iceberg.IcebergReader;
import dev.mastic.connectors.iceberg.IcebergReader.Changes;
import dev.mastic.connectors.iceberg.IcebergReader.Expired;
import dev.mastic.core.catalog.TableName;
import dev.mastic.core.config.Setting;
import dev.mastic.core.config.Settings;
import dev.mastic.core.failure.UsageException;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/**
 * How a table of snapshots is read.
 *
 * @param written where the first of these settings stands; empty if none was written
 */
record SnapshotSettings(Changes changes, Expired expired, Optional<String> written) {
    static final Setting<Changes> CHANGES = Setting.oneOf("changes", Changes.class)
            .defaultsTo(Changes.APPENDS)
            .doc("Of an Iceberg table, what is read of snapshots that did not only add rows: appends refuses them,"
                    + " changelog gives their inserts and deletes as rows with _change_type, _change_ordinal and"
                    + " _commit_snapshot_id, ignore-deletes gives the new and changed rows.");
    static final Setting<Expired> EXPIRED = Setting.oneOf("expired", Expired.class)
            .defaultsTo(Expired.FAIL)
            .doc("Of an Iceberg table, what happens when the snapshot up to which it was read has expired: fail, or"
                    + " oldest, which goes on after the oldest snapshot that is left, without what came before.");

    static SnapshotSettings of(Settings settings) {
        var written = settings.isWritten(CHANGES)
                ? Optional.of("changes at " + settings.origin(CHANGES))
                : Optional.of("expired at " + settings.origin(EXPIRED)).filter(any -> settings.isWritten(EXPIRED));
        return new SnapshotSettings(settings.get(CHANGES), settings.get(EXPIRED), written);
    }

    IcebergReader reader(TableName name, Configuration configuration) {
        return new IcebergReader(name, changes, expired, configuration);
    }

    /** @throws UsageException if one of these settings was written for a table of files */
    void refuseForFiles(TableName name) {
        written.ifPresent(setting -> {
            throw new UsageException("Cannot read table " + name
                    + ": it is a table of files, which has no snapshots (expected no setting " + setting + ")");
        });
    }
}
