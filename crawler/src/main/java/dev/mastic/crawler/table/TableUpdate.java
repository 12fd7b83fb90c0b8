// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler.table;

import dev.mastic.core.catalog.Table;
import dev.mastic.core.catalog.TableName;
import dev.mastic.core.io.TableLayout.Update;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Brings tables of one layout up to date with what was found, as far as the crawler's policy lets it. What is equal is not written. */
public interface TableUpdate {
    /** Makes the database if there is none. */
    void createDatabase(String name);

    /**
     * Looks whether the drafts may be applied; writes nothing.
     *
     * @throws dev.mastic.core.failure.UsageException if there are more new tables than may be made, or the name of one belongs to a table
     *     that is not of this place or layout, or whose partition keys are others
     */
    void check(List<? extends Draft> drafts);

    /** Applies a draft. */
    Update apply(Draft draft);

    /**
     * What becomes of the tables of a database that this crawler has made and that are gone, but for those that were just found.
     *
     * @param isGone whether a table that describes itself is gone; of others, the files tell
     */
    List<Update> takeGone(String database, Set<TableName> found, Predicate<Table> isGone);
}
