// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.quality;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.Serializable;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.expressions.Aggregator;

/**
 * Counts the values of a column as long as they are few: exactly, or not at all, whatever the partitions. Gives JSON: how many different
 * values there are, and the most frequent ones; nothing where there are too many.
 */
final class TopValues extends Aggregator<String, TopValues.Counts, String> {
    /** More different values than these are not counted one by one. */
    static final int MOST = 1000;

    private static final int SHOWN = 10;
    private static final int LONGEST = 1000;
    private static final long serialVersionUID = 1L;

    /** The values so far. */
    public static final class Counts implements Serializable {
        private static final long serialVersionUID = 1L;
        private final HashMap<String, Long> byValue = new HashMap<>();
        private boolean areTooMany;

        private void add(String value, long count) {
            if (areTooMany) {
                return;
            }
            byValue.merge(value, count, Long::sum);
            if (byValue.size() > MOST || value.length() > LONGEST) {
                areTooMany = true;
                byValue.clear();
            }
        }
    }

    /** What comes out. */
    record Told(int distinct, List<Profile.Top> top) {}

    @Override
    public Counts zero() {
        return new Counts();
    }

    @Override
    public Counts reduce(Counts counts, String value) {
        if (value != null) {
            counts.add(value, 1);
        }
        return counts;
    }

    @Override
    public Counts merge(Counts counts, Counts others) {
        if (others.areTooMany) {
            counts.areTooMany = true;
            counts.byValue.clear();
        }
        others.byValue.forEach(counts::add);
        return counts;
    }

    @Override
    public String finish(Counts counts) {
        if (counts.areTooMany) {
            return null;
        }
        var top = counts.byValue.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(SHOWN)
                .map(entry -> new Profile.Top(entry.getKey(), entry.getValue()))
                .toList();
        try {
            return new ObjectMapper().writeValueAsString(new Told(counts.byValue.size(), top));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Cannot write counts of texts: " + e.getOriginalMessage(), e);
        }
    }

    /** What {@link #finish} has told. */
    static Told told(String json) {
        try {
            return new ObjectMapper().readValue(json, Told.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Cannot read counts of texts: " + e.getOriginalMessage(), e);
        }
    }

    @Override
    public Encoder<Counts> bufferEncoder() {
        return Encoders.javaSerialization(Counts.class);
    }

    @Override
    public Encoder<String> outputEncoder() {
        return Encoders.STRING();
    }
}
