// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.crawl;

/**
 * What a crawl does with tables that the catalog has already. New tables and partitions are made under each policy.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/crawler-schema-changes-prevent.html">Schema changes in Glue</a>
 */
public record SchemaChangePolicy(UpdateBehavior update, DeleteBehavior delete) {
    /** What becomes of a table whose files show another schema. */
    public enum UpdateBehavior {
        /** Only reported. */
        LOG,
        /** Written. */
        UPDATE_IN_DATABASE
    }

    /** What becomes of a table or partition whose files are gone. */
    public enum DeleteBehavior {
        /** Only reported. */
        LOG,
        /** Removed from the catalog. */
        DELETE_FROM_DATABASE,
        /** Marked by the parameter {@code DEPRECATED_BY_CRAWLER}. */
        DEPRECATE_IN_DATABASE
    }

    public static final SchemaChangePolicy USUAL =
            new SchemaChangePolicy(UpdateBehavior.UPDATE_IN_DATABASE, DeleteBehavior.DEPRECATE_IN_DATABASE);
    /** Nothing that exists is changed. */
    public static final SchemaChangePolicy LOG = new SchemaChangePolicy(UpdateBehavior.LOG, DeleteBehavior.LOG);
}
