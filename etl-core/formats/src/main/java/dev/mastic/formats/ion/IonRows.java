// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.ion;

import dev.mastic.core.io.FileListing;
import dev.mastic.core.io.OtherFields;
import dev.mastic.core.type.Type;
import dev.mastic.formats.text.Grammar;
import dev.mastic.formats.text.RowFormat;
import dev.mastic.formats.text.TextFile;
import dev.mastic.formats.tree.NodeRows;
import java.io.IOException;
import java.util.Set;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * Structs as rows.
 *
 * @param others what becomes of fields that the type does not have
 * @param keys names of columns that come from elsewhere: fields of these names are passed over
 */
record IonRows(Type.Struct type, IonLayout layout, OtherFields others, Set<String> keys) implements RowFormat {
    IonRows {
        keys = Set.copyOf(keys);
    }

    @Override
    public String name() {
        return IonFormat.NAME;
    }

    @Override
    public RowFormat in(TextFile file) throws IOException {
        return new IonRows(type, IonLayout.of(file), others, keys);
    }

    /** Symbols are declared before they are used. */
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
        return layout.grammar(new NodeRows(type, asked, keys, others, new IonLeaves(), file)::row);
    }
}
