// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mastic.core.catalog.Database;
import dev.mastic.core.catalog.ObjectKey;
import dev.mastic.core.catalog.ObjectKey.Owner;
import dev.mastic.core.catalog.ObjectKind;
import dev.mastic.core.catalog.Partition;
import dev.mastic.core.catalog.Table;
import dev.mastic.core.catalog.TableName;
import dev.mastic.core.crawl.ClassifierCodec;
import dev.mastic.core.crawl.ClassifierSpec;
import dev.mastic.core.crawl.CrawlerCodec;
import dev.mastic.core.crawl.CrawlerSpec;
import dev.mastic.core.failure.IoReason;
import dev.mastic.core.failure.Suggestion;
import dev.mastic.core.failure.UsageException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads what {@link CatalogDocument} has written, thing by thing, so that memory does not grow with the document. */
public final class CatalogReading {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int BATCH = 1000;

    /** Takes what a document holds: a database before its tables, a table before its partitions, classifiers before crawlers. */
    public interface Reader {
        /** A database, without its tables. */
        void database(Database database);

        /** A table, without its partitions. */
        void table(Table table);

        /** Some partitions of the table that came last. */
        void partitions(TableName table, List<Partition> partitions);

        /** Another object; what it hangs on came before. */
        void object(ObjectKey key, String json);

        /** A custom classifier. */
        void classifier(ClassifierSpec classifier);

        /** A crawler. */
        void crawler(CrawlerSpec crawler);
    }

    private final JsonParser json;
    private final Reader reader;

    private CatalogReading(JsonParser json, Reader reader) {
        this.json = json;
        this.reader = reader;
    }

    /**
     * Reads a document.
     *
     * @param in stays open
     * @throws UsageException if it is no such document, or ends too early: what came before that was handed on
     */
    public static void read(InputStream in, Reader reader) {
        try (var json = JSON.getFactory().createParser(in).disable(JsonParser.Feature.AUTO_CLOSE_SOURCE)) {
            new CatalogReading(json, reader).document();
        } catch (JsonProcessingException e) {
            throw unreadable(e.getOriginalMessage() + " at line "
                    + (e.getLocation() == null ? "?" : e.getLocation().getLineNr()));
        } catch (IOException e) {
            throw unreadable(IoReason.of(e));
        }
    }

    private void document() throws IOException {
        boolean known =
                json.nextToken() == JsonToken.START_OBJECT && CatalogDocument.VERSION.equals(json.nextFieldName());
        if (!known) {
            throw unreadable("it is no document of mastic catalog export");
        }
        int version = json.nextIntValue(0);
        if (version != CatalogDocument.NEWEST) {
            throw unreadable("it was written by another version of Mastic (got format " + version + "; expected "
                    + CatalogDocument.NEWEST + ")");
        }
        for (var field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            switch (field) {
                case "databases" -> array(this::database);
                case "objects" -> objects(Owner.NOTHING);
                case "classifiers" -> array(() -> reader.classifier(ClassifierCodec.read(tree().toString())));
                case "crawlers" -> array(() -> reader.crawler(CrawlerCodec.read(tree().toString())));
                default -> throw unknown(field, "databases", "objects", "classifiers", "crawlers");
            }
        }
        if (json.currentToken() != JsonToken.END_OBJECT) {
            throw misplaced("the end of the document");
        }
    }

    private void database() throws IOException {
        var name = name();
        reader.database(CatalogCodec.readDatabase(name, definition()));
        for (var field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            switch (field) {
                case "objects" -> objects(Owner.database(name));
                case "tables" -> array(() -> table(name));
                default -> throw unknown(field, "objects", "tables");
            }
        }
    }

    private void table(String database) throws IOException {
        var name = new TableName(database, name());
        reader.table(CatalogCodec.readTable(name, definition()));
        for (var field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            switch (field) {
                case "objects" -> objects(Owner.table(name));
                case "partitions" -> partitions(name);
                default -> throw unknown(field, "objects", "partitions");
            }
        }
    }

    private void partitions(TableName table) throws IOException {
        var batch = new ArrayList<Partition>();
        array(() -> {
            var node = tree();
            batch.add(CatalogCodec.readPartition(
                    required(node, "values").toString(),
                    required(node, "definition").toString()));
            if (batch.size() == BATCH) {
                reader.partitions(table, List.copyOf(batch));
                batch.clear();
            }
        });
        if (!batch.isEmpty()) {
            reader.partitions(table, List.copyOf(batch));
        }
    }

    private void objects(Owner owner) throws IOException {
        array(() -> {
            var node = tree();
            var kind = kind(required(node, "kind").asText());
            reader.object(
                    new ObjectKey(kind, owner, required(node, "name").asText()),
                    required(node, "json").asText());
        });
    }

    private ObjectKind kind(String name) {
        return Arrays.stream(ObjectKind.values())
                .filter(kind -> kind.name().equals(name))
                .findFirst()
                .orElseThrow(() -> unreadable("no such kind of object: '" + name + "' "
                        + Suggestion.among(
                                name,
                                Arrays.stream(ObjectKind.values())
                                        .map(Enum::name)
                                        .toList())));
    }

    private interface Element {
        void read() throws IOException;
    }

    private void array(Element element) throws IOException {
        if (json.nextToken() != JsonToken.START_ARRAY) {
            throw misplaced("a list");
        }
        while (json.nextToken() == JsonToken.START_OBJECT) {
            element.read();
        }
        if (json.currentToken() != JsonToken.END_ARRAY) {
            throw misplaced("the end of a list");
        }
    }

    /** The object that has just begun. */
    private JsonNode tree() throws IOException {
        return json.readValueAsTree();
    }

    private String name() throws IOException {
        var name = "name".equals(json.nextFieldName()) ? json.nextTextValue() : null;
        if (name == null) {
            throw misplaced("name");
        }
        return name;
    }

    private String definition() throws IOException {
        if (!"definition".equals(json.nextFieldName()) || json.nextToken() != JsonToken.START_OBJECT) {
            throw misplaced("definition");
        }
        return tree().toString();
    }

    private JsonNode required(JsonNode node, String field) {
        if (!node.hasNonNull(field)) {
            throw misplaced(field);
        }
        return node.get(field);
    }

    private UsageException unknown(String field, String... known) {
        return unreadable(
                "unknown key '" + field + "' at line " + line() + " " + Suggestion.among(field, List.of(known)));
    }

    private UsageException misplaced(String expected) {
        return unreadable("expected " + expected + " at line " + line());
    }

    private int line() {
        return json.currentLocation().getLineNr();
    }

    private static UsageException unreadable(String why) {
        return new UsageException("Cannot read the exported catalog: " + why);
    }
}
