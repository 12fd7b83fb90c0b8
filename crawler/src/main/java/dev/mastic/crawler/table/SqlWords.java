// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler.table;

import java.util.Locale;
import java.util.Set;

/** Words that Hive, Athena, Trino or Spark do not take for a name of a table unless it stands in quotes. */
public final class SqlWords {
    private static final Set<String> RESERVED = Set.of(
            ("all alter and any array as authorization between both by case cast check collate column constraint create"
                            + " cross cube current current_date current_time current_timestamp current_user date"
                            + " deallocate delete describe distinct double drop else end escape except execute exists"
                            + " external extract false fetch float for foreign from full function grant group grouping"
                            + " having if import in inner insert int integer intersect interval into is join left like"
                            + " local localtime localtimestamp map minus natural not null on only or order outer"
                            + " overlaps partition percent prepare primary procedure range references revoke right"
                            + " rollback rollup row rows select set smallint some start table tablesample then time"
                            + " timestamp to trailing trigger true truncate union unique unnest update user using"
                            + " values varchar view when where window with")
                    .split(" "));

    private SqlWords() {}

    static boolean isReserved(String name) {
        return RESERVED.contains(name.toLowerCase(Locale.ROOT));
    }
}
