// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.crawl;

import dev.mastic.core.crawl.CrawlConfiguration.Conventions;
import dev.mastic.core.crawl.CrawlTarget.JdbcPlace;
import dev.mastic.core.crawl.CrawlerSpec.Policy;
import dev.mastic.core.crawl.SchemaChangePolicy.DeleteBehavior;
import dev.mastic.core.crawl.SchemaChangePolicy.UpdateBehavior;
import dev.mastic.core.failure.UsageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads what {@link CrawlerCodec} writes, and what Glue does. */
final class CrawlerReader {
    private static final String EVENTS = "changed files are named when a crawl is started";
    private static final String CONNECTION =
            "connections are not kept; a database stands under Mastic: Url, User, Password";

    private CrawlerReader() {}

    static CrawlerSpec read(String text) {
        var whole = WrittenJson.parse("the crawler", text);
        var written = whole.has("Crawler") ? whole.object("Crawler") : whole;
        var own = written.object(CrawlerCodec.OWN);
        var inherits = own.flag(CrawlerCodec.INHERIT_FROM_TABLE).orElse(true);
        var crawler = new CrawlerSpec(
                written.required("Name"),
                written.text("Description").orElse(""),
                targets(written.object("Targets")),
                written.texts("Classifiers"),
                new CrawlOutput(
                        written.text("DatabaseName").orElse(""),
                        written.text("TablePrefix").orElse(""),
                        own.oneOf("Layout", CrawlOutput.Layout.class).orElse(CrawlOutput.Layout.HIVE)),
                new Policy(
                        schemaChange(written.object("SchemaChangePolicy")),
                        recrawl(written.object("RecrawlPolicy")),
                        written.text("Configuration")
                                .map(json -> configuration(json, inherits))
                                .orElseGet(() -> usual(inherits))
                                .with(conventions(own))),
                own.objects("Tables").stream().map(CrawlerReader::override).toList(),
                schedule(written));
        own.end();
        refuseTheRest(written);
        return crawler;
    }

    private static void refuseTheRest(WrittenJson written) {
        written.ignore("Role", "State", "CrawlElapsedTime", "CreationTime", "LastUpdated", "LastCrawl", "Version");
        var lineage = written.object("LineageConfiguration");
        if (lineage.text("CrawlerLineageSettings").filter("ENABLE"::equals).isPresent()) {
            lineage.refuse("lineage is not recorded", "CrawlerLineageSettings");
        }
        written.object("LakeFormationConfiguration")
                .refuse("files are read with the rights of the process", "UseLakeFormationCredentials");
        written.refuse("logs are written as the process is told to", "CrawlerSecurityConfiguration");
        written.refuse("crawlers have no tags", "Tags");
        written.end();
    }

    private static List<CrawlTarget> targets(WrittenJson written) {
        var targets = new ArrayList<CrawlTarget>();
        written.objects("S3Targets").forEach(target -> targets.add(folder(target)));
        written.objects("JdbcTargets").forEach(target -> targets.add(jdbc(target)));
        written.objects("IcebergTargets").forEach(target -> targets.addAll(iceberg(target)));
        written.objects("CatalogTargets").forEach(target -> targets.add(tables(target)));
        written.refuse(
                "expected S3Targets, JdbcTargets, IcebergTargets or CatalogTargets",
                "MongoDBTargets",
                "DynamoDBTargets",
                "DeltaTargets",
                "HudiTargets");
        written.end();
        return targets;
    }

    private static CrawlTarget folder(WrittenJson target) {
        var sample = target.whole("SampleSize");
        target.refuse(CONNECTION, "ConnectionName");
        target.refuse(EVENTS, "EventQueueArn", "DlqEventQueueArn");
        var folder = new CrawlTarget.Folder(target.required("Path"), target.texts("Exclusions"), number(sample));
        target.end();
        return folder;
    }

    private static CrawlTarget jdbc(WrittenJson target) {
        var more = target.texts("EnableAdditionalMetadata");
        var place = target.object(CrawlerCodec.OWN);
        target.refuse(CONNECTION, "ConnectionName");
        for (var kind : more) {
            if (!List.of(CrawlerCodec.COMMENTS, CrawlerCodec.RAW_TYPES).contains(kind)) {
                throw new UsageException("Cannot read the crawler: unknown EnableAdditionalMetadata '" + kind
                        + "' (expected COMMENTS or RAWTYPES)");
            }
        }
        var jdbc = new CrawlTarget.Jdbc(
                new JdbcPlace(place.required("Url"), place.text("User"), place.text("Password")),
                target.required("Path"),
                target.texts("Exclusions"),
                more.contains(CrawlerCodec.COMMENTS),
                more.contains(CrawlerCodec.RAW_TYPES));
        place.end();
        target.end();
        return jdbc;
    }

    /** Glue lists several folders in one target. */
    private static List<CrawlTarget> iceberg(WrittenJson target) {
        var exclusions = target.texts("Exclusions");
        int depth = target.whole("MaximumTraversalDepth").orElse(CrawlTarget.Iceberg.USUAL_DEPTH);
        target.refuse(CONNECTION, "ConnectionName");
        var folders = target.texts("Paths").stream()
                .<CrawlTarget>map(path -> new CrawlTarget.Iceberg(path, exclusions, depth))
                .toList();
        target.end();
        return folders;
    }

    private static CrawlTarget tables(WrittenJson target) {
        target.refuse(CONNECTION, "ConnectionName");
        target.refuse(EVENTS, "EventQueueArn", "DlqEventQueueArn");
        var tables = new CrawlTarget.Tables(target.required("DatabaseName"), target.texts("Tables"));
        target.end();
        return tables;
    }

    private static SchemaChangePolicy schemaChange(WrittenJson written) {
        var usual = SchemaChangePolicy.USUAL;
        var policy = new SchemaChangePolicy(
                written.oneOf("UpdateBehavior", UpdateBehavior.class).orElse(usual.update()),
                written.oneOf("DeleteBehavior", DeleteBehavior.class).orElse(usual.delete()));
        written.end();
        return policy;
    }

    private static RecrawlBehavior recrawl(WrittenJson written) {
        var behavior = written.oneOf("RecrawlBehavior", RecrawlBehavior.class).orElse(RecrawlBehavior.CRAWL_EVERYTHING);
        written.end();
        return behavior;
    }

    private static Conventions conventions(WrittenJson own) {
        return new Conventions(
                own.oneOf(CrawlerCodec.GROUPING, CrawlConfiguration.Grouping.class)
                        .orElse(Conventions.USUAL.grouping()),
                own.oneOf(CrawlerCodec.PARTITION_NAMES, CrawlConfiguration.PartitionNames.class)
                        .orElse(Conventions.USUAL.partitionNames()));
    }

    private static CrawlConfiguration usual(boolean inherits) {
        var usual = CrawlConfiguration.USUAL;
        return new CrawlConfiguration(
                usual.mergeNewColumns(),
                inherits,
                usual.combineCompatibleSchemas(),
                usual.tableLevel(),
                usual.tableThreshold(),
                usual.partitionIndex());
    }

    private static CrawlConfiguration configuration(String json, boolean inherits) {
        var written = WrittenJson.parse("the crawler's Configuration", json);
        written.ignore("Version");
        var output = written.object("CrawlerOutput");
        var tables = output.object("Tables");
        var partitions = output.object("Partitions");
        var grouping = written.object("Grouping");
        only(partitions, "AddOrUpdateBehavior", CrawlerCodec.INHERIT_FROM_TABLE);
        var configuration = new CrawlConfiguration(
                only(tables, "AddOrUpdateBehavior", CrawlerCodec.MERGE_NEW_COLUMNS),
                inherits,
                only(grouping, "TableGroupingPolicy", CrawlerCodec.COMBINE_COMPATIBLE_SCHEMAS),
                number(grouping.whole("TableLevelConfiguration")),
                number(tables.whole("TableThreshold")),
                written.flag("CreatePartitionIndex").orElse(true));
        List.of(tables, partitions, output, grouping, written).forEach(WrittenJson::end);
        return configuration;
    }

    /** Whether a key has the one value that it may have. */
    private static boolean only(WrittenJson written, String key, String value) {
        return written.text(key)
                .map(found -> {
                    if (found.equals(value)) {
                        return true;
                    }
                    throw new UsageException("Cannot read the crawler's Configuration: " + key + " must be " + value
                            + " (got " + found + ")");
                })
                .orElse(false);
    }

    /** A text where crawlers are made, an object where they are shown. */
    private static Optional<String> schedule(WrittenJson written) {
        if (!written.isObject("Schedule")) {
            return written.text("Schedule");
        }
        var schedule = written.object("Schedule");
        schedule.ignore("State");
        var cron = schedule.text("ScheduleExpression");
        schedule.end();
        return cron;
    }

    private static TableOverride override(WrittenJson written) {
        var override = new TableOverride(
                written.required("Location"),
                written.oneOf("Kind", TableOverride.Kind.class).orElse(TableOverride.Kind.TABLE),
                written.text("Name"),
                written.texts("PartitionKeys"));
        written.end();
        return override;
    }

    private static OptionalInt number(Optional<Integer> number) {
        return number.map(OptionalInt::of).orElseGet(OptionalInt::empty);
    }
}
