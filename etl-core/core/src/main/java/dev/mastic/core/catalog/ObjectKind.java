// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.catalog;

/** What else a catalog keeps beside databases, tables, partitions, crawlers and classifiers. */
public enum ObjectKind {
    /** Statistics of a column, of a table or of one of its partitions. */
    COLUMN_STATISTICS,
    /** A partition index of a table. */
    PARTITION_INDEX,
    /** A user-defined function of a database. */
    FUNCTION,
    /** How a foreign system is reached. */
    CONNECTION,
    /** A job. */
    JOB,
    /** A run of a job. */
    JOB_RUN,
    /** What starts jobs and crawlers. */
    TRIGGER,
    /** The tags of a resource. */
    TAGS,
    /** A registry of schemas. */
    REGISTRY,
    /** A schema of a registry. */
    SCHEMA,
    /** A version of a schema. */
    SCHEMA_VERSION,
    /** What someone may do. */
    ROLE,
    /** A token by which someone is known; only its hash. */
    TOKEN,
    /** A key that signs page tokens. */
    PAGE_KEY,
    /** Who changed what and when. */
    AUDIT,
    /** How a table is maintained. */
    MAINTENANCE,
    /** A report on a scan or commit of a table. */
    METRICS_REPORT
}
