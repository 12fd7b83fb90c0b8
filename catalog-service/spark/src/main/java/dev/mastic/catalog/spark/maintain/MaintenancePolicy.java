// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.spark.maintain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mastic.core.catalog.Catalog;
import dev.mastic.core.catalog.ObjectKey;
import dev.mastic.core.catalog.ObjectKind;
import dev.mastic.core.catalog.TableName;
import dev.mastic.core.failure.EtlException;
import dev.mastic.core.failure.Suggestion;
import dev.mastic.core.failure.UsageException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is done to one Iceberg table when it is maintained, by type: for each type an object of the catalog that hangs on the table, in the form
 * of Glue's {@code TableOptimizerConfiguration}. What is not said has Glue's defaults.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/webapi/API_TableOptimizerConfiguration.html">TableOptimizerConfiguration</a>
 */
public final class MaintenancePolicy {
    /** What can be done, with the words that each is told. */
    public enum Type {
        /** Small files become larger ones. */
        COMPACTION("compactionConfiguration", List.of("strategy", "minInputFiles", "deleteFileThreshold")),
        /** Old snapshots go, with the files that only they have. */
        RETENTION(
                "retentionConfiguration",
                List.of("snapshotRetentionPeriodInDays", "numberOfSnapshotsToRetain", "cleanExpiredFiles")),
        /** Files that no snapshot has go. */
        ORPHAN_FILE_DELETION("orphanFileDeletionConfiguration", List.of("orphanFileRetentionPeriodInDays", "location")),
        /** Small manifests become larger ones; Glue has no optimizer of this type. */
        MANIFESTS("manifestsConfiguration", List.of());

        private final String configuration;
        private final List<String> words;

        Type(String configuration, List<String> words) {
            this.configuration = configuration;
            this.words = words;
        }

        /** Glue's name of the type, such as {@code orphan_file_deletion}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How a compaction lays rows into files. */
    enum Strategy {
        BINPACK,
        SORT,
        Z_ORDER;

        /** Glue's name of it. */
        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    static final String ENABLED = "enabled";
    private static final String ICEBERG = "icebergConfiguration";
    private static final ObjectMapper JSON = new ObjectMapper();
    private final Catalog catalog;
    private final TableName table;

    /** The policies of a table. Reads nothing yet. */
    public MaintenancePolicy(Catalog catalog, TableName table) {
        this.catalog = catalog;
        this.table = table;
    }

    /** Whether it is done; it is unless it was said otherwise. */
    public boolean isEnabled(Type type) {
        return read(type).path(ENABLED).asBoolean(true);
    }

    Optional<String> text(Type type, String word) {
        var value = read(type).path(type.configuration).path(ICEBERG).path(word);
        return value.isMissingNode() || value.isNull() ? Optional.empty() : Optional.of(value.asText());
    }

    int number(Type type, String word, int least, int otherwise) {
        var text = text(type, word);
        return text.map(written -> number(type, word, least, written)).orElse(otherwise);
    }

    private int number(Type type, String word, int least, String written) {
        try {
            int number = Integer.parseInt(written);
            if (number >= least) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw bad(type, word, written, "a whole number");
        }
        throw bad(type, word, written, least + " or more");
    }

    /**
     * Keeps words in the catalog, such as {@code compaction.minInputFiles} = {@code 5}; {@code enabled} is a word of every type.
     *
     * @throws UsageException naming the first that is not known or has no such value; nothing is kept then
     */
    public void keep(Map<String, String> words) {
        catalog.atomically(() -> {
            words.forEach(this::keep);
            return words;
        });
    }

    private void keep(String path, String value) {
        int dot = path.indexOf('.');
        var type = type(dot < 0 ? path : path.substring(0, dot));
        var word = dot < 0 ? "" : path.substring(dot + 1);
        var document = read(type);
        if (word.equals(ENABLED)) {
            document.put(ENABLED, flag(type, word, value));
        } else if (type.words.contains(word)) {
            document.withObject("/" + type.configuration)
                    .withObject("/" + ICEBERG)
                    .set(word, json(type, word, value));
        } else {
            throw new UsageException("Cannot keep '" + path + "' for " + table + ": no such word of " + type.word()
                    + " " + Suggestion.among(word, words(type)));
        }
        catalog.objects().put(key(type), document.toString());
    }

    private static List<String> words(Type type) {
        return Stream.concat(Stream.of(ENABLED), type.words.stream()).toList();
    }

    private Type type(String word) {
        var known = Arrays.stream(Type.values()).map(Type::word).toList();
        return Arrays.stream(Type.values())
                .filter(type -> type.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new UsageException("Cannot maintain " + table + ": no such type: '" + word + "' "
                        + Suggestion.among(word, known)));
    }

    private JsonNode json(Type type, String word, String value) {
        return switch (word) {
            case "strategy" -> JSON.getNodeFactory().textNode(strategy(value).word());
            case "location" -> JSON.getNodeFactory().textNode(value);
            case "cleanExpiredFiles" -> JSON.getNodeFactory().booleanNode(flag(type, word, value));
            default -> JSON.getNodeFactory().numberNode(number(type, word, 1, value));
        };
    }

    Strategy strategy(String value) {
        var known = Arrays.stream(Strategy.values()).map(Strategy::word).toList();
        return Arrays.stream(Strategy.values())
                .filter(strategy -> strategy.word().equals(value))
                .findFirst()
                .orElseThrow(() -> new UsageException("Cannot compact " + table + ": no such strategy: '" + value + "' "
                        + Suggestion.among(value, known)));
    }

    private boolean flag(Type type, String word, String value) {
        if (!value.equals("true") && !value.equals("false")) {
            throw bad(type, word, value, "true or false");
        }
        return Boolean.parseBoolean(value);
    }

    private UsageException bad(Type type, String word, String got, String expected) {
        return new UsageException("Cannot maintain " + table + ": " + type.word() + "." + word
                + " is no such value (got " + got + "; expected " + expected + ")");
    }

    private ObjectNode read(Type type) {
        var kept = catalog.objects().find(key(type));
        try {
            return kept.isEmpty()
                    ? JSON.createObjectNode()
                    : (ObjectNode) JSON.readTree(kept.get().json());
        } catch (JsonProcessingException e) {
            throw new EtlException("Cannot read the policy of " + key(type) + ": " + e.getOriginalMessage(), e);
        }
    }

    private ObjectKey key(Type type) {
        return new ObjectKey(ObjectKind.MAINTENANCE, ObjectKey.Owner.table(table), type.word());
    }
}
