// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.crawl;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mastic.core.crawl.CrawlConfiguration.Conventions;
import java.util.ArrayList;
import java.util.List;

/**
 * Crawlers as Glue's JSON: the {@code Crawler} shape, with the configuration as a JSON text inside. What Glue has no word for stands under
 * {@value #OWN}: the place of a database, the kind of tables, what is said of single folders, and that partitions do not inherit. Targets
 * come back ordered by their kind.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-crawling.html">The crawler API</a>
 */
public final class CrawlerCodec {
    static final String OWN = "Mastic";
    static final String COMMENTS = "COMMENTS";
    static final String RAW_TYPES = "RAWTYPES";
    static final String MERGE_NEW_COLUMNS = "MergeNewColumns";
    static final String INHERIT_FROM_TABLE = "InheritFromTable";
    static final String GROUPING = "Grouping";
    static final String PARTITION_NAMES = "PartitionNames";
    static final String COMBINE_COMPATIBLE_SCHEMAS = "CombineCompatibleSchemas";
    private static final ObjectMapper JSON = new ObjectMapper();

    private CrawlerCodec() {}

    /**
     * Reads a crawler, alone or as the value of {@code Crawler}: what {@code aws glue get-crawler} gives and {@code create-crawler} takes.
     * What cannot be done here is refused by name; what only describes the state of a crawler in Glue, and its role, is passed over.
     *
     * @throws dev.mastic.core.failure.UsageException naming the key that is unknown, not supported, or of another form
     */
    public static CrawlerSpec read(String text) {
        return CrawlerReader.read(text);
    }

    /** The crawler as JSON on one line. */
    public static String write(CrawlerSpec crawler) {
        var policy = crawler.policy();
        var node = JSON.createObjectNode().put("Name", crawler.name());
        put(node, "Description", crawler.description());
        node.set("Targets", targets(crawler.targets()));
        put(node, "DatabaseName", crawler.output().database());
        put(node, "TablePrefix", crawler.output().tablePrefix());
        put(node, "Classifiers", crawler.classifiers());
        node.putObject("SchemaChangePolicy")
                .put("UpdateBehavior", policy.schemaChange().update().name())
                .put("DeleteBehavior", policy.schemaChange().delete().name());
        node.putObject("RecrawlPolicy").put("RecrawlBehavior", policy.recrawl().name());
        node.put("Configuration", configuration(policy.configuration()).toString());
        crawler.schedule().ifPresent(cron -> node.putObject("Schedule")
                .put("ScheduleExpression", cron)
                .put("State", "SCHEDULED"));
        var own = own(crawler);
        if (!own.isEmpty()) {
            node.set(OWN, own);
        }
        return node.toString();
    }

    private static ObjectNode targets(List<CrawlTarget> targets) {
        var node = JSON.createObjectNode();
        for (var target : targets) {
            if (target instanceof CrawlTarget.Folder folder) {
                var written = node.withArray("S3Targets").addObject().put("Path", folder.path());
                put(written, "Exclusions", folder.exclusions());
                folder.sampleSize().ifPresent(size -> written.put("SampleSize", size));
            } else if (target instanceof CrawlTarget.Jdbc jdbc) {
                write(jdbc, node.withArray("JdbcTargets").addObject());
            } else if (target instanceof CrawlTarget.Iceberg iceberg) {
                var written = node.withArray("IcebergTargets").addObject();
                put(written, "Paths", List.of(iceberg.path()));
                put(written, "Exclusions", iceberg.exclusions());
                written.put("MaximumTraversalDepth", iceberg.depth());
            } else if (target instanceof CrawlTarget.Tables tables) {
                var written = node.withArray("CatalogTargets").addObject().put("DatabaseName", tables.database());
                put(written, "Tables", tables.tables());
            }
        }
        return node;
    }

    private static void write(CrawlTarget.Jdbc jdbc, ObjectNode node) {
        node.put("Path", jdbc.path());
        put(node, "Exclusions", jdbc.exclusions());
        var more = new ArrayList<String>();
        if (jdbc.comments()) {
            more.add(COMMENTS);
        }
        if (jdbc.rawTypes()) {
            more.add(RAW_TYPES);
        }
        put(node, "EnableAdditionalMetadata", more);
        var place = node.putObject(OWN).put("Url", jdbc.place().url());
        jdbc.place().user().ifPresent(user -> place.put("User", user));
        jdbc.place().password().ifPresent(reference -> place.put("Password", reference));
    }

    private static ObjectNode configuration(CrawlConfiguration configuration) {
        var node = JSON.createObjectNode().put("Version", 1.0);
        var output = JSON.createObjectNode();
        if (configuration.mergeNewColumns()) {
            output.withObject("/Tables").put("AddOrUpdateBehavior", MERGE_NEW_COLUMNS);
        }
        configuration.tableThreshold().ifPresent(most -> output.withObject("/Tables")
                .put("TableThreshold", most));
        if (configuration.inheritFromTable()) {
            output.withObject("/Partitions").put("AddOrUpdateBehavior", INHERIT_FROM_TABLE);
        }
        if (!output.isEmpty()) {
            node.set("CrawlerOutput", output);
        }
        if (configuration.combineCompatibleSchemas()) {
            node.withObject("/Grouping").put("TableGroupingPolicy", COMBINE_COMPATIBLE_SCHEMAS);
        }
        configuration.tableLevel().ifPresent(level -> node.withObject("/Grouping")
                .put("TableLevelConfiguration", level));
        return node.put("CreatePartitionIndex", configuration.partitionIndex());
    }

    private static ObjectNode own(CrawlerSpec crawler) {
        var node = JSON.createObjectNode();
        if (crawler.output().layout() != CrawlOutput.Layout.HIVE) {
            node.put("Layout", crawler.output().layout().name());
        }
        if (!crawler.policy().configuration().inheritFromTable()) {
            node.put(INHERIT_FROM_TABLE, false);
        }
        var conventions = crawler.policy().configuration().conventions();
        if (!conventions.equals(Conventions.USUAL)) {
            node.put(GROUPING, conventions.grouping().name());
            node.put(PARTITION_NAMES, conventions.partitionNames().name());
        }
        for (var override : crawler.overrides()) {
            var written = node.withArray("Tables")
                    .addObject()
                    .put("Location", override.location())
                    .put("Kind", override.kind().name());
            override.name().ifPresent(name -> written.put("Name", name));
            put(written, "PartitionKeys", override.partitionKeys());
        }
        return node;
    }

    private static void put(ObjectNode node, String key, String text) {
        if (!text.isEmpty()) {
            node.put(key, text);
        }
    }

    private static void put(ObjectNode node, String key, List<String> texts) {
        if (!texts.isEmpty()) {
            texts.forEach(node.putArray(key)::add);
        }
    }
}
