// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.crawl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mastic.core.failure.UsageException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Custom classifiers as Glue's JSON: one object under the name of its kind, such as {@code {"GrokClassifier": {"Name": …, "GrokPattern":
 * …}}}. Its keys are those of the classifier's settings, spelled as Glue does: {@code GrokPattern} is {@code grok-pattern}.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-classifiers.html">The classifier API</a>
 */
public final class ClassifierCodec {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, String> KINDS = new TreeMap<>(
            Map.of("GrokClassifier", "grok", "XMLClassifier", "xml", "JsonClassifier", "json", "CsvClassifier", "csv"));
    /** The setting whose values Glue spells in capitals. */
    private static final String CONTAINS_HEADER = "contains-header";

    private ClassifierCodec() {}

    /** The names of the kinds, sorted. */
    public static List<String> kinds() {
        return KINDS.values().stream().sorted().toList();
    }

    /** The classifier as JSON on one line. */
    public static String write(ClassifierSpec classifier) {
        var outer = KINDS.entrySet().stream()
                .filter(kind -> kind.getValue().equals(classifier.kind()))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> new UsageException("Cannot keep classifier '" + classifier.name()
                        + "': unknown kind '" + classifier.kind() + "' (expected one of " + kinds() + ")"));
        var document = JSON.createObjectNode();
        var node = document.putObject(outer).put("Name", classifier.name());
        new TreeMap<>(classifier.settings()).forEach((key, value) -> node.set(pascal(key), written(key, value)));
        return document.toString();
    }

    /**
     * Reads a classifier, alone or as the value of {@code Classifier}. Its settings are looked at when it is used.
     *
     * @throws UsageException unless it is one object of a known kind with a name
     */
    public static ClassifierSpec read(String text) {
        var whole = WrittenJson.parse("the classifier", text);
        var written = whole.has("Classifier") ? whole.object("Classifier") : whole;
        var found = KINDS.keySet().stream().filter(written::has).toList();
        written.ignore(KINDS.keySet().toArray(String[]::new));
        written.end();
        if (found.size() != 1) {
            throw new UsageException("Cannot read the classifier: it must be of one kind (got " + found
                    + "; expected one of " + KINDS.keySet() + ")");
        }
        var inner = written.object(found.get(0));
        var name = inner.required("Name");
        inner.ignore("Version", "CreationTime", "LastUpdated");
        var settings = new LinkedHashMap<String, Object>();
        inner.rest((key, value) -> settings.put(kebab(key), value(kebab(key), value)));
        return new ClassifierSpec(name, KINDS.get(found.get(0)), settings);
    }

    private static JsonNode written(String key, Object value) {
        return JSON.valueToTree(key.equals(CONTAINS_HEADER) ? value.toString().toUpperCase(Locale.ROOT) : value);
    }

    private static Object value(String key, JsonNode value) {
        if (key.equals(CONTAINS_HEADER)) {
            return value.asText().toLowerCase(Locale.ROOT);
        }
        return JSON.convertValue(value, Object.class);
    }

    private static String kebab(String pascal) {
        return pascal.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    private static String pascal(String kebab) {
        var name = new StringBuilder();
        for (var word : kebab.split("-")) {
            name.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
        }
        return name.toString();
    }
}
