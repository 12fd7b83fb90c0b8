// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.grok;

import dev.mastic.core.io.FileListing;
import dev.mastic.formats.csv.CellRecords;
import dev.mastic.formats.text.Grammar;
import dev.mastic.formats.text.ReadBudget;
import dev.mastic.formats.text.RowFormat;
import dev.mastic.formats.text.TextEncoding;
import dev.mastic.formats.text.TextFile;
import org.apache.spark.sql.catalyst.InternalRow;

/** Lines of logs as rows of a type. */
record GrokRows(GrokDialect dialect, CellRecords.Rows rows) implements RowFormat {
    @Override
    public String name() {
        return GrokFormat.NAME;
    }

    @Override
    public TextEncoding encoding() {
        return dialect.encoding();
    }

    @Override
    public ReadBudget budget() {
        return GrokGrammar.BUDGET;
    }

    @Override
    public boolean splits() {
        return !dialect.isW3c();
    }

    @Override
    public boolean resumes() {
        return !dialect.isW3c();
    }

    @Override
    public Grammar<? extends InternalRow> grammar(TextFile file, String[] asked) {
        return grammar(FileListing.plain(file.path()), asked);
    }

    @Override
    public Grammar<? extends InternalRow> grammar(String[] asked) {
        return grammar("", asked);
    }

    private Grammar<? extends InternalRow> grammar(String file, String[] asked) {
        return new GrokGrammar<InternalRow>(dialect.cells(), rows.in(file, asked));
    }
}
