// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.xml;

import dev.mastic.core.io.FileListing;
import dev.mastic.core.io.OtherFields;
import dev.mastic.core.type.Type;
import dev.mastic.formats.text.Grammar;
import dev.mastic.formats.text.RowFormat;
import dev.mastic.formats.text.TextEncoding;
import dev.mastic.formats.text.TextFile;
import dev.mastic.formats.tree.NodeRows;
import java.io.IOException;
import java.time.ZoneId;
import java.util.Set;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * Elements as rows.
 *
 * @param zone of timestamps that name none
 * @param others what becomes of fields that the type does not have
 * @param keys names of columns that come from elsewhere: fields of these names are passed over
 */
record XmlRows(Type.Struct type, String zone, XmlLayout layout, OtherFields others, Set<String> keys)
        implements RowFormat {
    XmlRows {
        keys = Set.copyOf(keys);
    }

    @Override
    public String name() {
        return XmlFormat.NAME;
    }

    @Override
    public RowFormat in(TextFile file) throws IOException {
        return new XmlRows(type, zone, layout.in(file), others, keys);
    }

    @Override
    public TextEncoding encoding() {
        return layout.encoding();
    }

    @Override
    public boolean splits() {
        return false;
    }

    @Override
    public boolean resumes() {
        return false;
    }

    @Override
    public boolean lines() {
        return false;
    }

    @Override
    public Grammar<? extends InternalRow> grammar(TextFile file, String[] asked) {
        return grammar(FileListing.plain(file.path()), asked);
    }

    @Override
    public Grammar<? extends InternalRow> grammar(String[] asked) {
        return grammar("", asked);
    }

    private Grammar<InternalRow> grammar(String file, String[] asked) {
        var rows = new NodeRows(type, asked, keys, others, new XmlLeaves(ZoneId.of(zone)), file);
        return layout.grammar(rows::row);
    }
}
