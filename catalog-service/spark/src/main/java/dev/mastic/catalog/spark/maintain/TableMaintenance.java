// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.spark.maintain;

import static org.apache.iceberg.TableProperties.GC_ENABLED;
import static org.apache.iceberg.TableProperties.GC_ENABLED_DEFAULT;

import dev.mastic.catalog.spark.maintain.MaintenancePolicy.Type;
import dev.mastic.core.catalog.Catalog;
import dev.mastic.core.catalog.TableName;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.LazySpark;
import dev.mastic.core.plugin.Parts;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.spark.actions.SparkActions;
import org.apache.iceberg.util.PropertyUtil;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Maintains an Iceberg table by its policies, with Iceberg's own actions: small files become larger ones, small manifests too, old snapshots
 * go, and files that no snapshot has. Safe beside writers: each step is a commit of its own that loses to theirs and is tried again, or removes
 * only what is older than the policy allows.
 *
 * @see <a href="https://iceberg.apache.org/docs/latest/maintenance/">Iceberg: maintenance</a>
 */
public final class TableMaintenance {
    private static final Logger LOG = LoggerFactory.getLogger(TableMaintenance.class);
    private static final int LEAST_ORPHAN_DAYS = 1;
    private static final int ATTEMPTS = 3;
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
            steps.add(enabled ? step(type, dryRun) : MaintenanceReport.Step.switchedOff(type));
        }
        return new MaintenanceReport(name, dryRun, steps);
    }

    /** A step that loses to a writer is planned again, on what the writer has left. */
    private MaintenanceReport.Step step(Type type, boolean dryRun) {
        for (int attempt = 1; ; attempt++) {
            table.refresh();
            try {
                return MaintenanceReport.Step.done(type, counts(type, dryRun));
            } catch (RuntimeException e) {
                var conflict = conflict(e).orElseThrow(() -> e);
                LOG.info("{} of {} has lost to a writer (attempt {})", type.word(), name, attempt, e);
                if (attempt == ATTEMPTS) {
                    return MaintenanceReport.Step.lost(type, conflict.getMessage());
                }
            }
        }
    }

    /** What says that another commit was faster, if that is the cause. */
    private static Optional<Throwable> conflict(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .filter(cause -> cause instanceof ValidationException || cause instanceof CommitFailedException)
                .findFirst();
    }

    /** What is wrong with one of them is told before the first of them is followed. */
    private void checkPolicies() {
        if (policy.isEnabled(Type.COMPACTION)) {
            compaction().check();
        }
        retentionDays();
        retained();
        orphanDays();
        refuseToRemoveSharedFiles();
    }

    private void refuseToRemoveSharedFiles() {
        boolean removes = policy.isEnabled(Type.RETENTION) || policy.isEnabled(Type.ORPHAN_FILE_DELETION);
        if (removes && !PropertyUtil.propertyAsBoolean(table.properties(), GC_ENABLED, GC_ENABLED_DEFAULT)) {
            throw new UsageException(
                    "Cannot maintain " + name + ": its files may belong to other tables (got " + GC_ENABLED
                            + " = false among its properties): switch " + Type.RETENTION.word() + " and "
                            + Type.ORPHAN_FILE_DELETION.word() + " off by --set TYPE.enabled=false");
        }
    }

    private Map<String, Long> counts(Type type, boolean dryRun) {
        if (table.currentSnapshot() == null && type != Type.ORPHAN_FILE_DELETION) {
            return Map.of();
        }
        return switch (type) {
            case COMPACTION -> dryRun ? compaction().planned() : compaction().run(this::actions);
            case RETENTION -> expire(dryRun);
            case ORPHAN_FILE_DELETION -> removeOrphans(dryRun);
            case MANIFESTS -> rewriteManifests(dryRun);
        };
    }

    private Compaction compaction() {
        return new Compaction(name, table, policy);
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
        try {
            // only told here: Iceberg's own deletion says nothing of how much went
            var found = action.deleteWith(file -> {}).execute().orphanFileLocations();
            return new OrphanFiles(table.io(), found).counts(!dryRun);
        } catch (ValidationException e) {
            throw new UsageException("Cannot remove orphan files of " + name + ": " + e.getMessage(), e);
        }
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
