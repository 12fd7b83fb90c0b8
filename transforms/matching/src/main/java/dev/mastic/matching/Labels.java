// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.matching;

import dev.mastic.core.failure.EtlException;
import dev.mastic.core.failure.Suggestion;
import dev.mastic.core.failure.UsageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A label file as Glue has it: rows of the data behind {@code labeling_set_id} and {@code label}. Within a set rows with one label are one thing,
 * and rows with different labels, or none, are not; nothing is said of rows of different sets.
 *
 * @param where the file
 * @param haveSources whether keys tell the source too, where rows have one
 */
public record Labels(String where, List<Labelled> rows, boolean haveSources) {
    /** A row of the file; the label is null if it is like no other of its set. */
    public record Labelled(String set, String label, String key) {}

    /** The first column. */
    public static final String SET = "labeling_set_id";
    /** The second column. */
    public static final String LABEL = "label";

    private static final Logger LOG = LoggerFactory.getLogger(Labels.class);

    /**
     * All columns of a label file, as texts. Runs a Spark job to look at the labels.
     *
     * @throws UsageException if it is no label file
     */
    public static Dataset<Row> checkedRows(SparkSession spark, String path) {
        var rows = rows(spark, path);
        var found = rows.select(SET, LABEL).collectAsList().stream()
                .map(row -> new Labelled(row.getString(0), row.getString(1), ""))
                .toList();
        new Labels(path, found, true).checked();
        return rows;
    }

    private static Dataset<Row> rows(SparkSession spark, String path) {
        if (!path.contains("://") && !Files.exists(Path.of(path))) {
            throw new UsageException("Cannot read labels from " + path + ": no such file");
        }
        var rows = spark.read()
                .option("header", true)
                .option("multiLine", true)
                .option("escape", "\"")
                .csv(path);
        for (var name : List.of(SET, LABEL)) {
            require(path, rows, name);
        }
        return rows;
    }

    /**
     * Reads a label file. Runs Spark jobs.
     *
     * @throws UsageException if it has no labels, or not the columns of the data that tell which rows are meant
     */
    static Labels read(SparkSession spark, String path, MatchColumns columns) {
        var rows = rows(spark, path);
        require(path, rows, columns.primaryKey());
        boolean haveSources = columns.source().stream().allMatch(List.of(rows.columns())::contains);
        var key = haveSources ? columns.key(rows) : MatchColumns.text(rows, columns.primaryKey());
        var found =
                rows.select(MatchColumns.text(rows, SET), MatchColumns.text(rows, LABEL), key).collectAsList().stream()
                        .map(row -> new Labelled(row.getString(0), row.getString(1), row.getString(2)))
                        .toList();
        return new Labels(path, found, haveSources).checked();
    }

    /**
     * What the labels say of records.
     *
     * @throws EtlException if they say two things of one pair, or if none of their rows is there
     */
    Answers answers(Records records) {
        var places = places(records);
        long known = rows.stream().filter(row -> places.containsKey(row.key())).count();
        if (known == 0) {
            throw new EtlException("Cannot learn from " + where + ": none of its " + rows.size()
                    + " rows is in the input (first: " + shown(rows.get(0).key()) + ")");
        }
        if (known < rows.size()) {
            LOG.warn("{} of the {} rows of {} are not in the input", rows.size() - known, rows.size(), where);
        }
        var said = new TreeMap<Long, Boolean>();
        var setOf = new HashMap<Long, Integer>();
        int number = 0;
        for (var set : sets().values()) {
            for (var pair : pairs(set, places, records).entrySet()) {
                boolean isNew = said.putIfAbsent(pair.getKey(), pair.getValue()) == null;
                if (!isNew && !said.get(pair.getKey()).equals(pair.getValue())) {
                    throw contradiction(records, pair.getKey());
                }
                setOf.putIfAbsent(pair.getKey(), number);
            }
            number++;
        }
        return answers(said, setOf);
    }

    private Map<String, Integer> places(Records records) {
        var places = new HashMap<String, Integer>();
        for (int record = 0; record < records.count(); record++) {
            var key = records.keys().get(record);
            var before = places.put(haveSources ? key : key.substring(key.indexOf('\0') + 1), record);
            if (before != null) {
                throw new UsageException(
                        "Cannot learn from " + where + ": " + shown(key)
                                + " is an id in two sources, and the labels do not say of which (add the column of the source)");
            }
        }
        return places;
    }

    private static Answers answers(TreeMap<Long, Boolean> said, Map<Long, Integer> setOf) {
        var codes = said.keySet().stream().mapToLong(code -> code).toArray();
        var same = new boolean[codes.length];
        var sets = new int[codes.length];
        for (int i = 0; i < codes.length; i++) {
            same[i] = said.get(codes[i]);
            sets[i] = setOf.get(codes[i]);
        }
        return new Answers(codes, same, sets);
    }

    private static Map<Long, Boolean> pairs(List<Labelled> set, Map<String, Integer> places, Records records) {
        var pairs = new LinkedHashMap<Long, Boolean>();
        for (int i = 0; i < set.size(); i++) {
            for (int j = 0; j < i; j++) {
                var one = places.get(set.get(i).key());
                var other = places.get(set.get(j).key());
                if (one != null && other != null && !one.equals(other) && records.mayMatch(one, other)) {
                    var label = set.get(i).label();
                    pairs.put(
                            (long) Math.min(one, other) << 32 | Math.max(one, other),
                            label != null && label.equals(set.get(j).label()));
                }
            }
        }
        return pairs;
    }

    private Map<String, List<Labelled>> sets() {
        var sets = new LinkedHashMap<String, List<Labelled>>();
        rows.forEach(
                row -> sets.computeIfAbsent(row.set(), set -> new ArrayList<>()).add(row));
        return sets;
    }

    private Labels checked() {
        if (rows.isEmpty()) {
            throw new UsageException("Cannot learn from " + where + ": there is no row in it");
        }
        for (var row : rows) {
            if (row.set() == null || row.key() == null) {
                throw new UsageException("Cannot learn from " + where + ": a row has no "
                        + (row.set() == null ? SET : "key") + " (each row needs one)");
            }
        }
        sets().forEach((set, members) -> {
            if (members.size() > 1 && members.stream().allMatch(row -> row.label() == null)) {
                throw new UsageException("Cannot learn from " + where + ": labelling set " + set
                        + " has no label: fill the column '" + LABEL + "', or take the set out");
            }
        });
        return this;
    }

    private EtlException contradiction(Records records, long pair) {
        return new EtlException("Cannot learn from " + where + ": "
                + shown(records.keys().get((int) (pair >>> 32))) + " and "
                + shown(records.keys().get((int) pair))
                + " are one thing in one labelling set and different ones in another: mend one of the two");
    }

    private static String shown(String key) {
        return key.replace('\0', ' ').strip();
    }

    private static void require(String path, Dataset<Row> rows, String name) {
        if (!List.of(rows.columns()).contains(name)) {
            throw new UsageException("Cannot read labels from " + path + ": no column '" + name + "' "
                    + Suggestion.among(name, List.of(rows.columns())));
        }
    }
}
