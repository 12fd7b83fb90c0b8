// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.hive;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hive.metastore.api.Table;

/**
 * Where the metadata of an Iceberg table is. Two catalogs that both take commits to one table part ways; a pointer is then never
 * overwritten, for that would lose the commits behind it.
 *
 * @see <a href="https://iceberg.apache.org/spec/#table-metadata">Table metadata</a>
 */
final class IcebergPointer {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LOCATION = dev.mastic.core.catalog.Table.METADATA_LOCATION;

    private IcebergPointer() {}

    /** Why the pointer of one side may not replace the other's; empty where it may, or the tables are not Iceberg's. */
    static Optional<String> refusal(Table wanted, Table there) {
        var after = pointer(wanted);
        var before = pointer(there);
        if (before.isEmpty() || before.equals(after)) {
            return Optional.empty();
        } else if (after.isEmpty()) {
            return Optional.of(
                    "it is Iceberg's table there, and another kind of table here: drop or rename one of them");
        }
        try {
            return follows(after.get(), before.get())
                    ? Optional.empty()
                    : Optional.of(
                            "both sides have commits of their own (here " + after.get() + ", there " + before.get()
                                    + "): commit through one catalog only, and register its metadata at the other");
        } catch (IOException e) {
            return Optional.of(
                    "cannot tell whether " + after.get() + " follows " + before.get() + ": " + e.getMessage());
        }
    }

    private static Optional<String> pointer(Table table) {
        return Optional.ofNullable(table.getParameters().get(LOCATION));
    }

    private static boolean follows(String after, String before) throws IOException {
        var path = new Path(after);
        try (var in = unpacked(path.getFileSystem(new Configuration()).open(path))) {
            for (var entry : JSON.readTree(in).path("metadata-log")) {
                if (new Path(entry.path("metadata-file").asText()).equals(new Path(before))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Metadata may be packed, whatever the file is called. */
    private static InputStream unpacked(InputStream raw) throws IOException {
        int magic = 0x1f;
        var in = new BufferedInputStream(raw);
        in.mark(1);
        int first = in.read();
        in.reset();
        return first == magic ? new GZIPInputStream(in) : in;
    }
}
