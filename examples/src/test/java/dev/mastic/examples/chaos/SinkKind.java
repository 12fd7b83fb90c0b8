// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.examples.chaos;

import java.util.Locale;
import java.util.Set;

/** Every kind of sink that keeps the promise: how a job writes it, and which failpoints lie in its code. */
enum SinkKind {
    PARQUET("path = \"out/parquet\", format = parquet", "file-sink"),
    JSON("path = \"out/json\", format = json, partition-by = [batch]", "file-sink"),
    ORC("path = \"out/orc\", format = orc", "file-sink"),
    CSV_PARTITIONS("path = \"out/csv\", format = csv, partition-by = [batch], mode = replace-partitions", "file-sink"),
    TABLE(
            "table = \"lake.plain\", format = parquet, path = \"out/plain\", partition-by = [batch], update-catalog = true",
            "file-sink",
            "table-sink"),
    ICEBERG_APPEND("table = \"lake.events\", format = iceberg", "iceberg-sink"),
    ICEBERG_PARTITIONS(
            "table = \"lake.days\", format = iceberg, partition-by = [batch], mode = overwrite-partitions",
            "iceberg-sink"),
    ICEBERG_UPSERT(
            "table = \"lake.state\", format = iceberg, mode = upsert, keys = [id], sequence = seq", "iceberg-sink"),
    ICEBERG_CHANGES(
            "table = \"lake.changes\", format = iceberg, mode = apply-changes, keys = [id], sequence = seq, operation = op",
            "iceberg-sink"),
    POSTGRES_APPEND("jdbc = \"{postgres}\", dbtable = appended_{world}", "jdbc-sink"),
    POSTGRES_UPSERT("jdbc = \"{postgres}\", dbtable = upserted_{world}, mode = upsert, keys = [id]", "jdbc-sink");

    private final String settings;
    private final Set<String> parts;

    SinkKind(String settings, String... parts) {
        this.settings = settings;
        this.parts = Set.of(parts);
    }

    /** The sink as a line of a job file. */
    String line(String postgres, String world) {
        var written = settings.replace("{postgres}", postgres).replace("{world}", world);
        return name().toLowerCase(Locale.ROOT) + " { in = events, " + written + " }";
    }

    /** Whether a job with this sink comes to a failpoint of this name. */
    boolean has(String failpoint) {
        return parts.contains(failpoint.substring(0, failpoint.indexOf('.')));
    }
}
