// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.glue;

import dev.mastic.catalog.Role;
import dev.mastic.catalog.server.auth.Callers;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The role that each operation needs. Operations on databases and what is in them need it in some database at least: which one, the guarded
 * catalog checks when it is touched. All others need it everywhere, and what is not listed needs an admin of everything.
 */
final class GlueRights {
    private static final Map<String, Right> RIGHTS = rights();
    private static final Pattern OTHERS = Pattern.compile("Crawler|Classifier|JobRun|TestConnection");

    private GlueRights() {}

    /** A role, in a database or everywhere. */
    private record Right(Role role, boolean everywhere) {
        void require(Callers callers) {
            if (everywhere) {
                callers.requireEverywhere(role);
            } else {
                callers.requireSomewhere(role);
            }
        }
    }

    private static Map<String, Right> rights() {
        var rights = new TreeMap<String, Right>();
        in(
                rights,
                Role.READER,
                "GetDatabase GetDatabases GetTable GetTables SearchTables GetTableVersion GetTableVersions GetPartition"
                        + " GetPartitions BatchGetPartition GetPartitionIndexes GetColumnStatisticsForTable"
                        + " GetColumnStatisticsForPartition GetUserDefinedFunction GetUserDefinedFunctions");
        in(
                rights,
                Role.WRITER,
                "CreateTable UpdateTable DeleteTable BatchDeleteTable DeleteTableVersion BatchDeleteTableVersion"
                        + " CreatePartition BatchCreatePartition UpdatePartition BatchUpdatePartition DeletePartition"
                        + " BatchDeletePartition CreatePartitionIndex DeletePartitionIndex"
                        + " UpdateColumnStatisticsForTable UpdateColumnStatisticsForPartition"
                        + " DeleteColumnStatisticsForTable DeleteColumnStatisticsForPartition"
                        + " CreateUserDefinedFunction UpdateUserDefinedFunction DeleteUserDefinedFunction");
        in(rights, Role.ADMIN, "CreateDatabase UpdateDatabase DeleteDatabase");
        everywhere(
                rights,
                Role.READER,
                "GetConnection GetConnections GetTags GetClassifier GetClassifiers GetCrawler GetCrawlers ListCrawlers"
                        + " BatchGetCrawlers GetCrawlerMetrics ListCrawls GetJob GetJobs ListJobs BatchGetJobs GetJobRun"
                        + " GetJobRuns GetRegistry ListRegistries GetSchema ListSchemas GetSchemaVersion"
                        + " ListSchemaVersions GetSchemaByDefinition GetSchemaVersionsDiff CheckSchemaVersionValidity"
                        + " QuerySchemaVersionMetadata");
        everywhere(
                rights,
                Role.ADMIN,
                "CreateConnection UpdateConnection DeleteConnection BatchDeleteConnection TestConnection TagResource UntagResource"
                        + " CreateClassifier UpdateClassifier DeleteClassifier CreateCrawler UpdateCrawler DeleteCrawler"
                        + " StartCrawler StopCrawler StartCrawlerSchedule StopCrawlerSchedule UpdateCrawlerSchedule"
                        + " CreateJob UpdateJob DeleteJob StartJobRun BatchStopJobRun CreateRegistry UpdateRegistry"
                        + " DeleteRegistry CreateSchema UpdateSchema DeleteSchema RegisterSchemaVersion"
                        + " DeleteSchemaVersions PutSchemaVersionMetadata RemoveSchemaVersionMetadata");
        return Map.copyOf(rights);
    }

    private static void in(Map<String, Right> rights, Role role, String operations) {
        for (var operation : operations.split(" ")) {
            rights.put(operation, new Right(role, false));
        }
    }

    private static void everywhere(Map<String, Right> rights, Role role, String operations) {
        for (var operation : operations.split(" ")) {
            rights.put(operation, new Right(role, true));
        }
    }

    /**
     * Whether an operation changes what the guarded catalog does not see: crawlers and classifiers have a store of their own, and what is
     * started is a process.
     */
    static boolean isAuditedHere(String operation) {
        var right = RIGHTS.get(operation);
        return right != null
                && right.everywhere()
                && right.role() == Role.ADMIN
                && OTHERS.matcher(operation).find();
    }

    /** Whether a listed operation needs its role in all databases. */
    static boolean isEverywhere(String operation) {
        return RIGHTS.get(operation).everywhere();
    }

    /** The operations that are listed. */
    static Set<String> listed() {
        return RIGHTS.keySet();
    }

    /** The role that a listed operation needs. */
    static Role role(String operation) {
        return RIGHTS.get(operation).role();
    }

    /**
     * Checks that the caller may ask for an operation at all.
     *
     * @throws dev.mastic.catalog.AccessDeniedException if not
     */
    static void require(String operation, Callers callers) {
        RIGHTS.getOrDefault(operation, new Right(Role.ADMIN, true)).require(callers);
    }
}
