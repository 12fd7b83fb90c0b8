// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import dev.mastic.core.config.HoconFile;
import dev.mastic.core.config.Location;
import dev.mastic.core.config.Origin;
import dev.mastic.core.config.Problems;
import dev.mastic.core.config.Setting;
import dev.mastic.core.config.Settings;
import dev.mastic.core.config.SettingsSpec;
import dev.mastic.core.crawl.ClassifierSpec;
import dev.mastic.core.crawl.CrawlConfiguration;
import dev.mastic.core.crawl.CrawlConfiguration.Conventions;
import dev.mastic.core.crawl.CrawlConfiguration.Grouping;
import dev.mastic.core.crawl.CrawlConfiguration.PartitionNames;
import dev.mastic.core.crawl.CrawlOutput;
import dev.mastic.core.crawl.CrawlOutput.Layout;
import dev.mastic.core.crawl.CrawlTarget;
import dev.mastic.core.crawl.CrawlerSpec;
import dev.mastic.core.crawl.CrawlerSpec.Policy;
import dev.mastic.core.crawl.RecrawlBehavior;
import dev.mastic.core.crawl.SchemaChangePolicy;
import dev.mastic.core.crawl.SchemaChangePolicy.DeleteBehavior;
import dev.mastic.core.crawl.SchemaChangePolicy.UpdateBehavior;
import dev.mastic.core.crawl.TableOverride;
import dev.mastic.core.failure.Suggestion;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.io.Classifier;
import dev.mastic.core.plugin.Registry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A crawler in HOCON, with the classifiers that it brings along: {@code crawler { name = …, targets = […], … }} and {@code classifiers {
 * name { kind = grok, … } }}. Folders start from the folder of the file.
 *
 * @param crawler named {@link CrawlerSpec#AD_HOC} where the file gives no name
 */
public record CrawlerFile(CrawlerSpec crawler, List<ClassifierSpec> classifiers) {
    private static final Setting<ConfigObject> CRAWLER =
            Setting.block("crawler").required().doc("What is crawled, and how.");
    private static final Setting<ConfigObject> CLASSIFIERS = Setting.block("classifiers")
            .defaultsTo(ConfigValueFactory.fromMap(Map.of()))
            .doc("Custom classifiers, by name.");
    private static final SettingsSpec FILE = SettingsSpec.of(CRAWLER, CLASSIFIERS);

    private static final Setting<String> NAME = Setting.string("name")
            .defaultsTo(CrawlerSpec.AD_HOC)
            .doc("The name of the crawler; its tables are marked with it.");
    private static final Setting<String> DESCRIPTION =
            Setting.string("description").defaultsTo("").doc("What it is for.");
    private static final Setting<ConfigList> TARGETS = Setting.of("targets", CrawlerFile::list)
            .defaultsTo(ConfigValueFactory.fromIterable(List.of()))
            .doc("Folders and files, or blocks with path, jdbc, iceberg or tables.");
    private static final Setting<List<String>> USED = Setting.stringsOrNone("classifiers")
            .defaultsTo(List.of())
            .doc("The names of custom classifiers, in the order in which they are asked.");
    private static final Setting<String> DATABASE =
            Setting.string("database").defaultsTo("default").doc("Where the tables go.");
    private static final Setting<String> PREFIX =
            Setting.string("prefix").defaultsTo("").doc("Stands before the name of each table.");
    private static final Setting<Layout> LAYOUT =
            Setting.oneOf("as", Layout.class).defaultsTo(Layout.HIVE).doc("What kind of tables are made.");
    private static final Setting<UpdateBehavior> UPDATE = Setting.oneOf("update", UpdateBehavior.class)
            .defaultsTo(SchemaChangePolicy.USUAL.update())
            .doc("What becomes of a table whose files show another schema.");
    private static final Setting<DeleteBehavior> DELETE = Setting.oneOf("delete", DeleteBehavior.class)
            .defaultsTo(SchemaChangePolicy.USUAL.delete())
            .doc("What becomes of a table or partition whose files are gone.");
    private static final Setting<RecrawlBehavior> RECRAWL = Setting.oneOf("recrawl", RecrawlBehavior.class)
            .defaultsTo(RecrawlBehavior.CRAWL_EVERYTHING)
            .doc("What a crawl after the first looks at.");
    private static final Setting<Boolean> MERGE = Setting.bool("merge-new-columns")
            .defaultsTo(CrawlConfiguration.USUAL.mergeNewColumns())
            .doc("Whether tables only gain columns.");
    private static final Setting<Boolean> INHERIT = Setting.bool("inherit-from-table")
            .defaultsTo(CrawlConfiguration.USUAL.inheritFromTable())
            .doc("Whether partitions are read as their table is.");
    private static final Setting<Boolean> COMBINE = Setting.bool("combine-compatible-schemas")
            .defaultsTo(CrawlConfiguration.USUAL.combineCompatibleSchemas())
            .doc("Whether folders of one format and depth are one table however their columns differ.");
    private static final Setting<Grouping> GROUPING = Setting.oneOf("grouping", Grouping.class)
            .defaultsTo(Conventions.USUAL.grouping())
            .doc("Whether names such as key=value and dates make partitions, or columns alone, as in Glue.");
    private static final Setting<PartitionNames> PARTITION_NAMES = Setting.oneOf(
                    "partition-names", PartitionNames.class)
            .defaultsTo(Conventions.USUAL.partitionNames())
            .doc("What levels of folders without a key are called.");
    private static final Setting<Integer> LEVEL =
            Setting.count("table-level", 1).doc("The level of the folders that are tables; the root is 1.");
    private static final Setting<Integer> THRESHOLD =
            Setting.count("table-threshold", 1).doc("The most new tables; a crawl that would make more makes none.");
    private static final Setting<Boolean> INDEX = Setting.bool("partition-index")
            .defaultsTo(CrawlConfiguration.USUAL.partitionIndex())
            .doc("Whether tables say that their partitions can be asked for by a predicate.");
    private static final Setting<String> SCHEDULE =
            Setting.string("schedule").doc("When it is started: cron(minute hour day month weekday year), in UTC.");
    private static final Setting<ConfigObject> TABLES = Setting.block("tables")
            .defaultsTo(ConfigValueFactory.fromMap(Map.of()))
            .doc("What is said of single folders, by location.");
    private static final SettingsSpec SPEC = SettingsSpec.of(
            NAME,
            DESCRIPTION,
            TARGETS,
            USED,
            DATABASE,
            PREFIX,
            LAYOUT,
            UPDATE,
            DELETE,
            RECRAWL,
            MERGE,
            INHERIT,
            COMBINE,
            GROUPING,
            PARTITION_NAMES,
            LEVEL,
            THRESHOLD,
            INDEX,
            SCHEDULE,
            TABLES);

    private static final Setting<TableOverride.Kind> KIND = Setting.oneOf("kind", TableOverride.Kind.class)
            .defaultsTo(TableOverride.Kind.TABLE)
            .doc("What the folder is.");
    private static final Setting<String> TABLE_NAME =
            Setting.string("name").doc("How the table is called, without the prefix.");
    private static final Setting<List<String>> KEYS = Setting.strings("partition-keys")
            .defaultsTo(List.of())
            .doc("The names of its partition keys, from the top.");
    private static final SettingsSpec OVERRIDE = SettingsSpec.of(KIND, TABLE_NAME, KEYS);
    private static final Setting<String> CLASSIFIER_KIND =
            Setting.string("kind").required().doc("The name of the kind of classifier: grok, json, xml or csv.");

    public CrawlerFile {
        classifiers = List.copyOf(classifiers);
    }

    /**
     * Reads a file.
     *
     * @param registry knows the kinds of classifiers and their settings
     * @param problems where everything wrong is noted; the result is usable only when nothing was
     * @return empty when the file cannot be parsed at all
     * @throws UsageException if there is no such file
     */
    public static Optional<CrawlerFile> read(Path file, Registry registry, Problems problems) {
        if (!Files.isRegularFile(file)) {
            throw new UsageException("No such crawler file: " + file);
        }
        var base = file.toAbsolutePath().getParent().toString();
        return new HoconFile(file).read(List.of(), Map.of(), problems).map(root -> {
            var written = FILE.read(root.root().withoutKey("args"), base, problems);
            var empty = ConfigValueFactory.fromMap(Map.<String, Object>of());
            var crawler = crawler(SPEC.read(written.find(CRAWLER).orElse(empty), base, problems), problems);
            var classifiers = HoconFile.inOrder(written.get(CLASSIFIERS))
                    .flatMap(entry -> classifier(entry.getKey(), entry.getValue(), base, registry, problems).stream())
                    .toList();
            return new CrawlerFile(crawler, classifiers);
        });
    }

    private static CrawlerSpec crawler(Settings written, Problems problems) {
        var conventions = new Conventions(written.get(GROUPING), written.get(PARTITION_NAMES));
        var configuration = new CrawlConfiguration(
                written.get(MERGE),
                written.get(INHERIT),
                written.get(COMBINE),
                number(written, LEVEL),
                number(written, THRESHOLD),
                written.get(INDEX),
                conventions);
        var policy = new Policy(
                new SchemaChangePolicy(written.get(UPDATE), written.get(DELETE)), written.get(RECRAWL), configuration);
        return new CrawlerSpec(
                written.get(NAME),
                written.get(DESCRIPTION),
                targets(written, problems),
                written.get(USED),
                new CrawlOutput(written.get(DATABASE), written.get(PREFIX), written.get(LAYOUT)),
                policy,
                overrides(written, problems),
                written.find(SCHEDULE));
    }

    private static List<CrawlTarget> targets(Settings written, Problems problems) {
        var targets = new ArrayList<CrawlTarget>();
        for (var target : written.get(TARGETS)) {
            WrittenTarget.read(target, written.base(), problems).ifPresent(targets::add);
        }
        return targets;
    }

    private static List<TableOverride> overrides(Settings written, Problems problems) {
        var overrides = new ArrayList<TableOverride>();
        HoconFile.inOrder(written.get(TABLES)).forEach(entry -> block("tables", entry.getValue(), problems)
                .map(block -> OVERRIDE.read(block, written.base(), problems))
                .ifPresent(table -> overrides.add(new TableOverride(
                        Location.resolve(written.base(), entry.getKey()),
                        table.get(KIND),
                        table.find(TABLE_NAME),
                        table.get(KEYS)))));
        overrides.sort(Comparator.comparing(TableOverride::location));
        return overrides;
    }

    private static Optional<ClassifierSpec> classifier(
            String name, ConfigValue value, String base, Registry registry, Problems problems) {
        var block = block("classifier '" + name + "'", value, problems);
        if (block.isEmpty()) {
            return Optional.empty();
        }
        var origin = Origin.of(value.origin());
        var own = block.get().withoutKey(CLASSIFIER_KIND.name());
        var kind = SettingsSpec.of(CLASSIFIER_KIND)
                .read(block.get().withOnlyKey(CLASSIFIER_KIND.name()), base, problems)
                .find(CLASSIFIER_KIND);
        if (kind.isPresent() && !registry.names(Classifier.class).contains(kind.get())) {
            problems.add(
                    origin,
                    "no kind of classifier is called '" + kind.get() + "'",
                    Suggestion.hint(kind.get(), registry.names(Classifier.class)));
        } else {
            kind.ifPresent(
                    known -> registry.get(Classifier.class, known).settings().read(own, base, problems));
        }
        return kind.map(known -> new ClassifierSpec(name, known, own.unwrapped()));
    }

    private static Optional<ConfigObject> block(String what, ConfigValue value, Problems problems) {
        if (value instanceof ConfigObject block) {
            return Optional.of(block);
        }
        problems.add(Origin.of(value.origin()), what + " must be a block in braces (got " + value.unwrapped() + ")");
        return Optional.empty();
    }

    private static ConfigList list(ConfigValue value, String base) {
        return value instanceof ConfigList list
                ? list
                : ConfigValueFactory.fromIterable(
                        List.of(value.unwrapped()), value.origin().description());
    }

    private static OptionalInt number(Settings written, Setting<Integer> setting) {
        return written.find(setting).map(OptionalInt::of).orElseGet(OptionalInt::empty);
    }
}
