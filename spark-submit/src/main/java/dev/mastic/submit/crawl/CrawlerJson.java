// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.crawl;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mastic.core.crawl.ClassifierCodec;
import dev.mastic.core.crawl.CrawlRecord;
import dev.mastic.core.crawl.CrawlerCodec;
import dev.mastic.core.crawl.CrawlerStore;
import dev.mastic.core.crawl.KeptClassifier;
import dev.mastic.core.crawl.KeptCrawler;
import dev.mastic.core.failure.EtlException;
import dev.mastic.submit.console.TableJson;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Crawlers, classifiers and crawls in Glue's words: the shapes {@code Crawler}, {@code Classifier} and {@code CrawlerHistory}; times as texts. */
public final class CrawlerJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private CrawlerJson() {}

    public static <T> ObjectNode list(String name, Collection<T> values, Function<T, ObjectNode> each) {
        var document = JSON.createObjectNode();
        document.set(name, TableJson.array(values, each));
        return document;
    }

    static ObjectNode of(KeptCrawler kept, CrawlerStore store) {
        var node = parse(CrawlerCodec.write(kept.crawler()))
                .put("State", kept.state().name())
                .put("Version", kept.version())
                .put("CreationTime", kept.created().toString())
                .put("LastUpdated", kept.updated().toString());
        last(kept, store).ifPresent(crawl -> {
            var last = node.putObject("LastCrawl").put("Status", status(crawl));
            crawl.error().ifPresent(error -> last.put("ErrorMessage", error));
            last.put("MessagePrefix", crawl.id())
                    .put("StartTime", crawl.started().toString());
        });
        return node;
    }

    static ObjectNode of(KeptClassifier kept) {
        var node = parse(ClassifierCodec.write(kept.classifier()));
        node.elements().forEachRemaining(inner -> ((ObjectNode) inner)
                .put("Version", kept.version())
                .put("CreationTime", kept.created().toString())
                .put("LastUpdated", kept.updated().toString()));
        return node;
    }

    static ObjectNode of(CrawlRecord crawl) {
        var node = JSON.createObjectNode()
                .put("CrawlId", crawl.id())
                .put("State", crawl.state().name())
                .put("StartTime", crawl.started().toString());
        crawl.ended().ifPresent(end -> node.put("EndTime", end.toString()));
        node.set("Summary", JSON.valueToTree(crawl.summary()));
        crawl.error().ifPresent(error -> node.put("ErrorMessage", error));
        return node;
    }

    static List<List<String>> rows(List<KeptCrawler> crawlers, CrawlerStore store) {
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("crawler", "state", "version", "database", "targets", "schedule", "last crawl"));
        crawlers.forEach(kept -> rows.add(List.of(
                kept.name(),
                kept.state().name(),
                String.valueOf(kept.version()),
                kept.crawler().output().database(),
                String.valueOf(kept.crawler().targets().size()),
                kept.crawler().schedule().orElse("on demand"),
                last(kept, store)
                        .map(crawl -> crawl.state() + " " + crawl.started())
                        .orElse(""))));
        return rows;
    }

    /** Each key of an object with its value. */
    public static List<List<String>> properties(ObjectNode node) {
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("key", "value"));
        node.fields()
                .forEachRemaining(field -> rows.add(List.of(
                        field.getKey(),
                        field.getValue().isTextual()
                                ? field.getValue().asText()
                                : field.getValue().toString())));
        return rows;
    }

    /** The newest crawl that has ended. */
    private static Optional<CrawlRecord> last(KeptCrawler kept, CrawlerStore store) {
        return store.history(kept.name(), 2).stream()
                .filter(crawl -> crawl.state() != CrawlRecord.State.RUNNING)
                .findFirst();
    }

    /** Glue has other words for the last crawl than for the history. */
    private static String status(CrawlRecord crawl) {
        return switch (crawl.state()) {
            case COMPLETED -> "SUCCEEDED";
            case STOPPED -> "CANCELLED";
            case RUNNING, FAILED -> crawl.state().name();
        };
    }

    private static ObjectNode parse(String json) {
        try {
            return (ObjectNode) JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new EtlException("Cannot show the definition: " + e.getOriginalMessage(), e);
        }
    }
}
