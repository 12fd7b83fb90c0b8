// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.glue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.glue.model.Crawler;
import software.amazon.awssdk.services.glue.model.DeleteBehavior;
import software.amazon.awssdk.services.glue.model.ScheduleState;

class CrawlerOperationsTest extends GlueTest {
    @BeforeEach
    void forgetCrawlers() {
        glue.getCrawlers(r -> {}).crawlers().forEach(each -> glue.deleteCrawler(r -> r.name(each.name())));
        glue.getClassifiers(r -> {})
                .classifiers()
                .forEach(each ->
                        glue.deleteClassifier(r -> r.name(each.grokClassifier().name())));
    }

    private static void create(String name, String schedule) {
        glue.createCrawler(r -> r.name(name)
                .role("any")
                .databaseName("sales")
                .description("d")
                .targets(t -> t.s3Targets(s -> s.path("/data/orders").exclusions("*.tmp")))
                .tablePrefix("p_")
                .schedule(schedule)
                .schemaChangePolicy(p -> p.deleteBehavior(DeleteBehavior.LOG))
                .tags(Map.of("team", name)));
    }

    private static Crawler get(String name) {
        return glue.getCrawler(r -> r.name(name)).crawler();
    }

    @Test
    void areKeptAsTheyAreSaid() {
        create("one", null);
        var found = get("one");
        assertThat(found.stateAsString()).isEqualTo("READY");
        assertThat(found.version()).isEqualTo(1);
        assertThat(found.targets().s3Targets().get(0).path()).isEqualTo("/data/orders");
        assertThat(found.targets().s3Targets().get(0).exclusions()).containsExactly("*.tmp");
        assertThat(found.schemaChangePolicy().deleteBehavior()).isEqualTo(DeleteBehavior.LOG);
        assertThat(found.creationTime()).isNotNull();
        assertThat(found.lastCrawl()).isNull();
        assertRefused("AlreadyExistsException", () -> create("one", null));
        assertRefused("EntityNotFoundException", () -> get("none"));
    }

    @Test
    void anUpdateChangesWhatItSays() {
        create("one", "cron(0 12 * * ? *)");
        glue.updateCrawler(r -> r.name("one").description("other"));
        var found = get("one");
        assertThat(found.description()).isEqualTo("other");
        assertThat(found.tablePrefix()).isEqualTo("p_");
        assertThat(found.version()).isEqualTo(2);
        assertThat(found.schedule().scheduleExpression()).isEqualTo("cron(0 12 * * ? *)");
        glue.updateCrawler(r -> r.name("one").schedule(""));
        assertThat(get("one").schedule()).isNull();
    }

    @Test
    void areListedByNameAndTag() {
        create("one", null);
        create("two", null);
        assertThat(glue.listCrawlersPaginator(r -> r.maxResults(1)).stream()
                        .flatMap(page -> page.crawlerNames().stream()))
                .containsExactly("one", "two");
        assertThat(glue.listCrawlers(r -> r.tags(Map.of("team", "two"))).crawlerNames())
                .containsExactly("two");
        var batch = glue.batchGetCrawlers(r -> r.crawlerNames("one", "none"));
        assertThat(batch.crawlers()).hasSize(1);
        assertThat(batch.crawlersNotFound()).containsExactly("none");
    }

    @Test
    void schedulesStopAndStart() {
        create("one", null);
        assertRefused("NoScheduleException", () -> glue.startCrawlerSchedule(r -> r.crawlerName("one")));
        glue.updateCrawlerSchedule(r -> r.crawlerName("one").schedule("cron(15 12 ? * MON-FRI *)"));
        assertThat(get("one").schedule().state()).isEqualTo(ScheduleState.SCHEDULED);
        assertRefused("SchedulerRunningException", () -> glue.startCrawlerSchedule(r -> r.crawlerName("one")));
        glue.stopCrawlerSchedule(r -> r.crawlerName("one"));
        assertThat(get("one").schedule().state()).isEqualTo(ScheduleState.NOT_SCHEDULED);
        assertRefused("SchedulerNotRunningException", () -> glue.stopCrawlerSchedule(r -> r.crawlerName("one")));
        glue.startCrawlerSchedule(r -> r.crawlerName("one"));
        assertThat(get("one").schedule().state()).isEqualTo(ScheduleState.SCHEDULED);
        for (var wrong : List.of("cron(61 12 * * ? *)", "rate(5 minutes)")) {
            assertRefused(
                    "InvalidInputException",
                    () -> glue.updateCrawlerSchedule(r -> r.crawlerName("one").schedule(wrong)));
        }
    }

    @Test
    void whatDoesNotRunCannotBeStopped() {
        create("one", null);
        assertRefused("CrawlerNotRunningException", () -> glue.stopCrawler(r -> r.name("one")));
        assertRefused("EntityNotFoundException", () -> glue.startCrawler(r -> r.name("none")));
        assertRefused("InvalidInputException", () -> glue.startCrawler(r -> r.name("one")))
                .contains("not started by bin/mastic");
        assertThat(glue.listCrawls(r -> r.crawlerName("one")).crawls()).isEmpty();
        assertThat(glue.getCrawlerMetrics(r -> {}).crawlerMetricsList().get(0).crawlerName())
                .isEqualTo("one");
    }

    @Test
    void classifiersAreKeptAndChanged() {
        glue.createClassifier(r -> r.grokClassifier(
                g -> g.name("log").classification("x").grokPattern("%{WORD:w}").customPatterns("A b")));
        assertRefused(
                "AlreadyExistsException",
                () -> glue.createClassifier(r ->
                        r.grokClassifier(g -> g.name("log").classification("x").grokPattern("y"))));
        glue.updateClassifier(r -> r.grokClassifier(g -> g.name("log").grokPattern("%{INT:i}")));
        var found = glue.getClassifier(r -> r.name("log")).classifier().grokClassifier();
        assertThat(found.grokPattern()).isEqualTo("%{INT:i}");
        assertThat(found.customPatterns()).isEqualTo("A b");
        assertThat(found.version()).isEqualTo(2);
        assertThat(found.creationTime()).isNotNull();
        glue.deleteClassifier(r -> r.name("log"));
        assertRefused("EntityNotFoundException", () -> glue.getClassifier(r -> r.name("log")));
    }

    @Test
    void tagsHangOnWhatThereIs() {
        create("one", null);
        var arn = "arn:aws:glue:eu-west-1:123456789012:crawler/one";
        glue.tagResource(r -> r.resourceArn(arn).tagsToAdd(Map.of("a", "b")));
        assertThat(glue.getTags(r -> r.resourceArn(arn)).tags()).isEqualTo(Map.of("a", "b", "team", "one"));
        glue.untagResource(r -> r.resourceArn(arn).tagsToRemove("team"));
        assertThat(glue.getTags(r -> r.resourceArn(arn)).tags()).isEqualTo(Map.of("a", "b"));
        glue.deleteCrawler(r -> r.name("one"));
        assertRefused("EntityNotFoundException", () -> glue.getTags(r -> r.resourceArn(arn)));
        create("one", null);
        assertThat(glue.getTags(r -> r.resourceArn(arn)).tags()).isEqualTo(Map.of("team", "one"));
        assertRefused("ValidationException", () -> glue.getTags(r -> r.resourceArn("nonsense")));
    }
}
