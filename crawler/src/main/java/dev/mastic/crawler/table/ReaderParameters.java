// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mastic.core.catalog.Table;
import dev.mastic.core.io.Match;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Table parameters that tell Hive, Athena and Trino how to read text files, and which files to leave out. */
public final class ReaderParameters {
    private static final Set<String> OWNED = Set.of(Match.FORMAT, Table.EXCLUSIONS, Ownership.DEPRECATED);

    private ReaderParameters() {}

    /** The parameters of a table with this dialect and these files left out. */
    static Map<String, String> of(Match match, List<String> excluded) {
        var parameters = new TreeMap<>(match.readerParameters());
        if (!excluded.isEmpty()) {
            parameters.put(Table.EXCLUSIONS, json(excluded));
        }
        return parameters;
    }

    /** What the current parameters become: those of the crawler are replaced, all others stay. */
    static Map<String, String> replace(Map<String, String> current, Map<String, String> found) {
        var parameters = new TreeMap<>(current);
        parameters.keySet().removeIf(ReaderParameters::isOwned);
        parameters.putAll(found);
        return Collections.unmodifiableMap(parameters);
    }

    private static boolean isOwned(String key) {
        return OWNED.contains(key) || Match.READER_PARAMETERS.contains(key) || key.startsWith(Match.DIALECT_PREFIX);
    }

    /** Whether a parameter says what kind of files these are, and not only how many. */
    static boolean isOfKind(String key) {
        return isOwned(key) || key.equals(Table.CLASSIFICATION) || key.equals(Match.COMPRESSION);
    }

    private static String json(List<String> paths) {
        try {
            return new ObjectMapper().writeValueAsString(new TreeSet<>(paths));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A list of texts is always JSON", e);
        }
    }
}
