// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.text;

import dev.mastic.formats.PinnedFile;
import java.io.IOException;
import java.io.Serializable;
import org.apache.spark.sql.catalyst.InternalRow;

/** A text format as scans need it: how its records become rows of a type. Immutable; equal to what reads the same in the same way. */
public interface RowFormat extends Serializable {
    /** The name in Spark's plans. */
    String name();

    /**
     * Reads the records of one piece of a file.
     *
     * @param asked the names of the columns in the rows, in their order; every column is checked all the same
     */
    Grammar<? extends InternalRow> grammar(String[] asked);

    /** The same for formats whose files say how they are read, as by a header. */
    default Grammar<? extends InternalRow> grammar(TextFile file, String[] asked) {
        return grammar(asked);
    }

    /** How one file is read, where that depends on what stands in it. Asked in a task, before anything else is. */
    default RowFormat in(TextFile file) throws IOException {
        return this;
    }

    /** How the bytes of the files are read. */
    default TextEncoding encoding() {
        return TextEncoding.UTF_8;
    }

    /** The same as {@link #splits()} for one file. */
    default boolean splits(PinnedFile file) {
        return splits();
    }

    /** Whether reading can begin anywhere in a plain file, at the next boundary. Otherwise a file is read whole by one task. */
    default boolean splits() {
        return true;
    }

    /** Whether reading can begin at a refused record. Otherwise the second pass begins at the start of the file. */
    default boolean resumes() {
        return true;
    }

    /** Whether windows end at line ends. Otherwise records take no notice of lines, and the grammar asks for more where it needs more. */
    default boolean lines() {
        return true;
    }

    /** What reading may cost. */
    default ReadBudget budget() {
        return ReadBudget.DEFAULT;
    }
}
