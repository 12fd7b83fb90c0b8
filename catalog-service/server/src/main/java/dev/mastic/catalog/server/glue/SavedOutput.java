// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.glue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mastic.core.failure.UsageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What {@code aws glue get-…} has printed into the files of a folder: whatever they are called, several pages of a list in several files or
 * one after another in one. Times are read as every version of the AWS command line prints them.
 */
record SavedOutput(Map<Kind, List<ObjectNode>> items) {
    private static final ObjectMapper JSON = new ObjectMapper();
    // where a list or an object that is cut off began, in the words of the parser
    private static final Pattern START = Pattern.compile(" \\(start marker at .*\\)");

    /** What a list is of; the key of the list, and of one thing alone. */
    enum Kind {
        DATABASE("DatabaseList", "Database"),
        TABLE("TableList", "Table"),
        PARTITION("Partitions", "Partition"),
        CRAWLER("Crawlers", "Crawler"),
        CLASSIFIER("Classifiers", "Classifier"),
        JOB("Jobs", "Job");

        private final String list;
        private final String one;

        Kind(String list, String one) {
            this.list = list;
            this.one = one;
        }
    }

    List<ObjectNode> of(Kind kind) {
        return items.getOrDefault(kind, List.of());
    }

    /**
     * Reads all files of a folder that end in {@code .json}.
     *
     * @throws UsageException if there are none, or one is something else
     */
    static SavedOutput read(Path folder) {
        var items = new EnumMap<Kind, List<ObjectNode>>(Kind.class);
        var files = files(folder);
        if (files.isEmpty()) {
            throw new UsageException("Cannot import " + folder
                    + ": there is no .json file in it (expected what aws glue get-databases, get-tables, get-partitions,"
                    + " get-crawlers, get-classifiers or get-jobs has printed)");
        }
        files.forEach(file -> read(file, items));
        return new SavedOutput(items);
    }

    private static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new UsageException("Cannot import " + folder + ": there is no such folder");
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void read(Path file, Map<Kind, List<ObjectNode>> items) {
        try (var documents = JSON.readerFor(JsonNode.class).<JsonNode>readValues(file.toFile())) {
            while (documents.hasNext()) {
                add(file, documents.next(), items);
            }
        } catch (JsonProcessingException e) {
            throw noJson(file, e);
        } catch (IOException | RuntimeException e) {
            if (e instanceof UsageException known) {
                throw known;
            }
            if (e.getCause() instanceof JsonProcessingException json) {
                throw noJson(file, json);
            }
            throw new UsageException("Cannot import " + file + ": it is no JSON: " + e.getMessage(), e);
        }
    }

    private static UsageException noJson(Path file, JsonProcessingException e) {
        var at = e.getLocation();
        var where = at == null ? "" : ", line " + at.getLineNr() + ", character " + at.getColumnNr();
        var reason = START.matcher(e.getOriginalMessage()).replaceFirst("");
        return new UsageException("Cannot import " + file + where + ": it is no JSON: " + reason, e);
    }

    private static void add(Path file, JsonNode document, Map<Kind, List<ObjectNode>> items) {
        for (var kind : Kind.values()) {
            if (document.path(kind.list).isArray()) {
                document.path(kind.list).forEach(item -> add(file, kind, item, items));
                return;
            } else if (document.path(kind.one).isObject()) {
                add(file, kind, document.path(kind.one), items);
                return;
            }
        }
        var found = new ArrayList<String>();
        document.fieldNames().forEachRemaining(found::add);
        throw new UsageException("Cannot import " + file + ": it is no output of aws glue get-… (got "
                + (document.isObject() ? "an object with " + found : "no object")
                + "; expected one of DatabaseList, TableList, Partitions, Crawlers, Classifiers, Jobs)");
    }

    private static void add(Path file, Kind kind, JsonNode item, Map<Kind, List<ObjectNode>> items) {
        if (!(item instanceof ObjectNode object)) {
            throw new UsageException("Cannot import " + file + ": an element of " + kind.list + " is no object");
        }
        items.computeIfAbsent(kind, one -> new ArrayList<>()).add(withNumbers(object));
    }

    /** Glue's protocol has times in seconds since 1970; newer command lines print them as ISO 8601. */
    private static ObjectNode withNumbers(ObjectNode item) {
        var copy = item.deepCopy();
        item.fields().forEachRemaining(field -> {
            if (field.getValue().isTextual()
                    && (field.getKey().endsWith("Time") || field.getKey().endsWith("On"))) {
                seconds(field.getValue().asText()).ifPresent(number -> copy.put(field.getKey(), number));
            }
        });
        return copy;
    }

    private static Optional<Double> seconds(String text) {
        try {
            var time = OffsetDateTime.parse(text).toInstant();
            return Optional.of(time.toEpochMilli() / 1000.0);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
