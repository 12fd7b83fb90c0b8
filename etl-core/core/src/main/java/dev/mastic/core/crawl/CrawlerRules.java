// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.crawl;

import dev.mastic.core.crawl.SchemaChangePolicy.DeleteBehavior;
import dev.mastic.core.failure.UsageException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What must be true of a crawler that is kept: Glue's limits and restrictions.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-crawling.html">The crawler API</a>
 */
public final class CrawlerRules {
    private static final int LONGEST_NAME = 255;
    private static final int LONGEST_DESCRIPTION = 2048;
    private static final int LONGEST_PREFIX = 64;
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
    private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9_]*");
    private static final Pattern CRON = Pattern.compile("cron\\(\\S+( \\S+){5}\\)");

    private CrawlerRules() {}

    /**
     * Checks a crawler.
     *
     * @throws UsageException with the first rule that it breaks
     */
    public static void check(CrawlerSpec crawler) {
        checkName("crawler", crawler.name());
        require(
                !crawler.name().equals(CrawlerSpec.AD_HOC),
                crawler,
                "the name stands for crawls without a crawler (expected another)");
        require(
                crawler.description().length() <= LONGEST_DESCRIPTION,
                crawler,
                "its description is too long (got " + crawler.description().length() + " characters; expected at most "
                        + LONGEST_DESCRIPTION + ")");
        require(!crawler.targets().isEmpty(), crawler, "it has no targets");
        checkOutput(crawler);
        checkTargets(crawler);
        checkRecrawl(crawler);
        crawler.schedule()
                .ifPresent(schedule -> require(
                        CRON.matcher(schedule).matches(),
                        crawler,
                        "its schedule is no cron expression (got " + schedule
                                + "; expected cron(minute hour day month weekday year))"));
    }

    /**
     * Checks a custom classifier.
     *
     * @throws UsageException if it breaks a rule
     */
    public static void check(ClassifierSpec classifier) {
        checkName("classifier", classifier.name());
    }

    private static void checkName(String noun, String name) {
        if (name.isBlank()
                || name.length() > LONGEST_NAME
                || CONTROL.matcher(name).find()) {
            throw new UsageException("Cannot keep " + noun + " '" + name + "': not a name (expected 1 to "
                    + LONGEST_NAME + " characters on one line)");
        }
    }

    private static void checkOutput(CrawlerSpec crawler) {
        var output = crawler.output();
        boolean onlyTables = isOnlyTables(crawler.targets());
        require(onlyTables || !output.database().isBlank(), crawler, "it has no database");
        require(
                output.tablePrefix().length() <= LONGEST_PREFIX
                        && PREFIX.matcher(output.tablePrefix()).matches(),
                crawler,
                "not a table prefix (got '" + output.tablePrefix() + "'; expected at most " + LONGEST_PREFIX
                        + " letters, digits and _)");
    }

    private static void checkTargets(CrawlerSpec crawler) {
        boolean someTables = crawler.targets().stream().anyMatch(CrawlTarget.Tables.class::isInstance);
        if (someTables) {
            require(
                    isOnlyTables(crawler.targets()),
                    crawler,
                    "catalog targets are crawled alone (expected no targets of other kinds beside them)");
            require(
                    crawler.policy().schemaChange().delete() == DeleteBehavior.LOG,
                    crawler,
                    "catalog targets are never deleted (got "
                            + crawler.policy().schemaChange().delete() + "; expected LOG)");
        }
    }

    private static void checkRecrawl(CrawlerSpec crawler) {
        var policy = crawler.policy();
        switch (policy.recrawl()) {
            case CRAWL_EVERYTHING -> {}
            case CRAWL_NEW_FOLDERS_ONLY ->
                require(
                        policy.schemaChange().equals(SchemaChangePolicy.LOG),
                        crawler,
                        "CRAWL_NEW_FOLDERS_ONLY changes nothing that exists (got "
                                + policy.schemaChange().update() + " and "
                                + policy.schemaChange().delete() + "; expected LOG and LOG)");
            case CRAWL_EVENT_MODE -> {
                require(
                        crawler.targets().size() == 1,
                        crawler,
                        "CRAWL_EVENT_MODE takes one target (got "
                                + crawler.targets().size() + ")");
                boolean samples = crawler.targets().get(0) instanceof CrawlTarget.Folder folder
                        && folder.sampleSize().isPresent();
                require(!samples, crawler, "CRAWL_EVENT_MODE takes no sample size");
            }
        }
    }

    private static boolean isOnlyTables(List<CrawlTarget> targets) {
        return targets.stream().allMatch(CrawlTarget.Tables.class::isInstance);
    }

    private static void require(boolean holds, CrawlerSpec crawler, String otherwise) {
        if (!holds) {
            throw new UsageException("Cannot keep crawler '" + crawler.name() + "': " + otherwise);
        }
    }
}
