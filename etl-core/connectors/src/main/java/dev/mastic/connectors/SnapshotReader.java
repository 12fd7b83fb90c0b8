// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors;

import dev.mastic.core.bookmark.Bounds;
import dev.mastic.core.bookmark.Slice;
import dev.mastic.core.catalog.TableName;
import dev.mastic.core.config.Setting;
import dev.mastic.core.config.Settings;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.FrameContext;
import dev.mastic.core.frame.LazySpark;
import dev.mastic.core.type.Type;
import java.util.List;

/** Reads a table of one table format by its snapshots. A table source finds its reader by the name of the format. */
public interface SnapshotReader {
    Setting<Changes> CHANGES = Setting.oneOf("changes", Changes.class)
            .defaultsTo(Changes.APPENDS)
            .doc("Of an Iceberg table, what is read of snapshots that did not only add rows: appends refuses them,"
                    + " changelog gives their inserts and deletes as rows with _change_type, _change_ordinal and"
                    + " _commit_snapshot_id, ignore-deletes gives the new and changed rows.");
    Setting<Expired> EXPIRED = Setting.oneOf("expired", Expired.class)
            .defaultsTo(Expired.FAIL)
            .doc("Of an Iceberg table, what happens when the snapshot up to which it was read has expired: fail, or"
                    + " oldest, which goes on after the oldest snapshot that is left, without what came before.");

    /** What is read of snapshots that do not only add rows. */
    enum Changes {
        /** They are refused. */
        APPENDS,
        /** Their changes are rows, too, which say so. */
        CHANGELOG,
        /** Of rows that changed, the new ones are read; deletes are passed over. */
        IGNORE_DELETES
    }

    /** What happens when the snapshot up to which a table was read has expired. */
    enum Expired {
        /** The run is refused. */
        FAIL,
        /** The run goes on after the oldest snapshot that is left. */
        OLDEST
    }

    /**
     * What a run reads of the table. Starts no Spark.
     *
     * @param metadata the file that describes the table now
     * @throws UsageException if it cannot be told what is new
     */
    Slice slice(String source, String metadata, Bounds bounds);

    /** The columns of the slice. Starts no Spark. */
    Type.Struct shape(Slice slice);

    /** The rows of the slice. Lazy. */
    DynamicFrame read(LazySpark spark, Slice slice, FrameContext context);

    /**
     * Refuses these settings for a table of another kind.
     *
     * @throws UsageException if one of them was written
     */
    static void refuseForOthers(TableName name, Settings settings) {
        List.of(CHANGES, EXPIRED).stream()
                .filter(settings::isWritten)
                .findFirst()
                .ifPresent(setting -> {
                    throw new UsageException("Cannot read table " + name
                            + ": it is no Iceberg table, and has no snapshots (expected no setting " + setting.name()
                            + " at "
                            + settings.origin(setting) + ")");
                });
    }
}
