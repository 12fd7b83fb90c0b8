// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.spark.maintain;

import dev.mastic.catalog.spark.maintain.MaintenancePolicy.Type;
import dev.mastic.core.catalog.Catalog;
import dev.mastic.core.catalog.TableName;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.LazySpark;
import dev.mastic.core.plugin.Parts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.iceberg.Table;
import org.apache.iceberg.actions.BinPackRewriteFilePlanner;
import org.apache.iceberg.actions.RewriteDataFiles;
import org.apache.iceberg.actions.SizeBasedFileRewritePlanner;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.spark.actions.SparkActions;
import org.apache.spark.sql.SparkSession;

/**
 * Maintains an Iceberg table by its policies, with Iceberg's own actions: small files become larger ones, small manifests too, old snapshots
 * go, and files that no snapshot has. Safe beside writers: each step is a commit of its own that loses to theirs, or removes only what is older
 * than the policy allows.
 *
 * @see <a href="https://iceberg.apache.org/docs/latest/maintenance/">Iceberg: maintenance</a>
 */
public final class TableMaintenance {
    private static final int LEAST_ORPHAN_DAYS = 1;
    private static final int MIN_INPUT_FILES = 5;
    private final TableName name;
    private final Table table;
    private final MaintenancePolicy policy;
    private final LazySpark spark;
    private final Clock clock;

    /**
     * The maintenance of a table.
     *
     * @param clock tells how old snapshots and files are
     */
    public TableMaintenance(TableName name, Table table, MaintenancePolicy policy, LazySpark spark, Clock clock) {
        this.name = name;
        this.table = table;
        this.policy = policy;
        this.spark = spark;
        this.clock = clock;
    }

    /**
     * The maintenance of a table of the catalog, as old as it is now.
     *
     * @throws dev.mastic.core.catalog.NoSuchTableException if there is none
     * @throws UsageException if it is no Iceberg table
     */
    public static TableMaintenance of(Parts parts, TableName name, MaintenancePolicy policy, LazySpark spark) {
        if (!parts.the(Catalog.class).get(name).table().isIceberg()) {
            throw new UsageException(
                    "Cannot maintain " + name
                            + ": it is no Iceberg table (expected one, for tables of files have neither snapshots nor manifests)");
        }
        var table = parts.the(org.apache.iceberg.catalog.Catalog.class)
                .loadTable(TableIdentifier.of(name.database(), name.table()));
        return new TableMaintenance(name, table, policy, spark, Clock.systemUTC());
    }

    /** Says what would be done, and changes nothing. Runs Spark jobs where files have to be listed. */
    public MaintenanceReport rehearse() {
        return report(true);
    }

    /** Does it. Runs Spark jobs where there is something to do. */
    public MaintenanceReport run() {
        return report(false);
    }

    private MaintenanceReport report(boolean dryRun) {
        var steps = new ArrayList<MaintenanceReport.Step>();
        checkPolicies();
        for (var type : Type.values()) {
            boolean enabled = policy.isEnabled(type);
            table.refresh();
            steps.add(new MaintenanceReport.Step(type, enabled, enabled ? counts(type, dryRun) : Map.of()));
        }
        return new MaintenanceReport(name, dryRun, steps);
    }

    /** What is wrong with one of them is told before the first of them is followed. */
    private void checkPolicies() {
        compactionOptions();
        retentionDays();
        retained();
        orphanDays();
    }

    private Map<String, Long> counts(Type type, boolean dryRun) {
        if (table.currentSnapshot() == null && type != Type.ORPHAN_FILE_DELETION) {
            return Map.of();
        }
        return switch (type) {
            case COMPACTION -> compact(dryRun);
            case RETENTION -> expire(dryRun);
            case ORPHAN_FILE_DELETION -> removeOrphans(dryRun);
            case MANIFESTS -> rewriteManifests(dryRun);
        };
    }

    private Map<String, String> compactionOptions() {
        var options = new LinkedHashMap<String, String>();
        options.put(
                SizeBasedFileRewritePlanner.MIN_INPUT_FILES,
                String.valueOf(policy.number(Type.COMPACTION, "minInputFiles", 1, MIN_INPUT_FILES)));
        policy.text(Type.COMPACTION, "deleteFileThreshold")
                .ifPresent(text -> options.put(
                        BinPackRewriteFilePlanner.DELETE_FILE_THRESHOLD,
                        String.valueOf(policy.number(Type.COMPACTION, "deleteFileThreshold", 1, 1))));
        return options;
    }

    /** Asks first whether there is anything to do, which needs no Spark. */
    private Map<String, Long> compact(boolean dryRun) {
        var planned = planned();
        if (dryRun || planned.isEmpty()) {
            return planned;
        }
        RewriteDataFiles action = actions().rewriteDataFiles(table);
        boolean sorts = policy.text(Type.COMPACTION, "strategy")
                .map(policy::strategy)
                .filter("sort"::equals)
                .isPresent();
        if (sorts && table.sortOrder().isUnsorted()) {
            throw new UsageException("Cannot compact " + name
                    + " by sorting: the table has no sort order (expected ALTER TABLE … WRITE ORDERED BY): set one, or the strategy"
                    + " binpack");
        }
        var result = (sorts ? action.sort() : action.binPack())
                .options(compactionOptions())
                .execute();
        var counts = new LinkedHashMap<String, Long>();
        counts.put("rewrittenFiles", (long) result.rewrittenDataFilesCount());
        counts.put("rewrittenBytes", result.rewrittenBytesCount());
        counts.put("addedFiles", (long) result.addedDataFilesCount());
        return counts;
    }

    private Map<String, Long> planned() {
        var planner = new BinPackRewriteFilePlanner(table);
        planner.init(compactionOptions());
        long files = 0;
        long bytes = 0;
        long outputs = 0;
        try (var groups = planner.plan().groups()) {
            for (var group : groups) {
                files += group.inputFileNum();
                bytes += group.inputFilesSizeInBytes();
                outputs += group.expectedOutputFiles();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (files == 0) {
            return Map.of();
        }
        var counts = new LinkedHashMap<String, Long>();
        counts.put("rewrittenFiles", files);
        counts.put("rewrittenBytes", bytes);
        counts.put("addedFiles", outputs);
        return counts;
    }

    private int retentionDays() {
        return policy.number(Type.RETENTION, "snapshotRetentionPeriodInDays", 1, 5);
    }

    private int retained() {
        return policy.number(Type.RETENTION, "numberOfSnapshotsToRetain", 1, 1);
    }

    private Map<String, Long> expire(boolean dryRun) {
        var expired = new ExpiredFiles(table, before(retentionDays()), retained());
        if (dryRun || expired.snapshots() == 0) {
            return expired.counts();
        }
        var action = actions()
                .expireSnapshots(table)
                .expireOlderThan(before(retentionDays()))
                .retainLast(retained());
        boolean keepsFiles = policy.text(Type.RETENTION, "cleanExpiredFiles")
                .filter("false"::equals)
                .isPresent();
        var result = (keepsFiles ? action.deleteWith(file -> {}) : action).execute();
        var counts = new LinkedHashMap<String, Long>();
        counts.put("expiredSnapshots", expired.snapshots());
        if (!keepsFiles) {
            counts.put(
                    "removedFiles",
                    result.deletedDataFilesCount()
                            + result.deletedEqualityDeleteFilesCount()
                            + result.deletedPositionDeleteFilesCount());
            counts.put("removedManifests", result.deletedManifestsCount() + result.deletedManifestListsCount());
        }
        return counts;
    }

    /** Younger files may be those of a writer that has not committed yet. */
    private int orphanDays() {
        return policy.number(Type.ORPHAN_FILE_DELETION, "orphanFileRetentionPeriodInDays", LEAST_ORPHAN_DAYS, 3);
    }

    private Map<String, Long> removeOrphans(boolean dryRun) {
        var action = actions().deleteOrphanFiles(table).olderThan(before(orphanDays()));
        policy.text(Type.ORPHAN_FILE_DELETION, "location").ifPresent(action::location);
        long files = 0;
        long bytes = 0;
        var found = action.deleteWith(file -> {});
        try {
            for (var file : found.execute().orphanFileLocations()) {
                var input = table.io().newInputFile(file);
                files++;
                bytes += input.getLength();
                if (!dryRun) {
                    table.io().deleteFile(file);
                }
            }
        } catch (ValidationException e) {
            throw new UsageException("Cannot remove orphan files of " + name + ": " + e.getMessage(), e);
        }
        if (files == 0) {
            return Map.of();
        }
        var counts = new LinkedHashMap<String, Long>();
        counts.put("removedFiles", files);
        counts.put("removedBytes", bytes);
        return counts;
    }

    private Map<String, Long> rewriteManifests(boolean dryRun) {
        long before = table.currentSnapshot().dataManifests(table.io()).size();
        if (before < 2) {
            return Map.of();
        } else if (dryRun) {
            return Map.of("rewrittenManifests", before);
        }
        var result = actions().rewriteManifests(table).execute();
        var counts = new LinkedHashMap<String, Long>();
        counts.put("rewrittenManifests", count(result.rewrittenManifests()));
        counts.put("addedManifests", count(result.addedManifests()));
        return counts.get("rewrittenManifests") == 0 ? Map.of() : counts;
    }

    /** Iceberg's actions look for settings in the session that is active in their thread, also those that they have made themselves. */
    private SparkActions actions() {
        SparkSession.setActiveSession(spark.session());
        return SparkActions.get(spark.session());
    }

    private static long count(Iterable<?> all) {
        long count = 0;
        for (var ignored : all) {
            count++;
        }
        return count;
    }

    private long before(int days) {
        return clock.instant().minus(Duration.ofDays(days)).toEpochMilli();
    }
}
