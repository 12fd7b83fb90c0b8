// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.footer;

import dev.mastic.core.type.Type;
import dev.mastic.formats.PinnedFile;
import dev.mastic.formats.SelfDescribed;
import java.io.IOException;
import java.io.Serializable;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.execution.datasources.PartitionedFile;
import org.apache.spark.sql.sources.Filter;
import org.apache.spark.sql.types.StructType;

/**
 * How tasks read files as what they say they are.
 *
 * @param declared the columns of the scan
 */
record OwnReading(OwnTypes format, Type.Struct declared, SessionSettings session) implements Serializable {
    SelfDescribed look(PinnedFile file, Configuration configuration) throws IOException {
        return format.read(file.path(), configuration);
    }

    /** @throws UnfitException if a column of the file cannot be read as declared */
    FileColumns columns(SelfDescribed file) {
        return FileColumns.of(file, declared, session.caseSensitive(), session.zone());
    }

    StoredRows rows(StructType columns, Filter[] filters, PartitionedFile piece, Configuration configuration) {
        var readers = format.reader(columns, filters, session.toConf(), configuration);
        return StoredRows.of(readers, columns, piece);
    }
}
