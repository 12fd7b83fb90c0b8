// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.layout;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.mastic.core.bookmark.FileItem;
import dev.mastic.core.config.Location;
import dev.mastic.core.failure.EtlException;
import dev.mastic.core.failure.IoReason;
import dev.mastic.core.io.Intent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.iceberg.Table;
import org.apache.iceberg.exceptions.NotFoundException;

/**
 * The files that crawls have added to a table, also those whose rows the table has rewritten since. They stand in one packed file below the
 * table's {@value Intent#FOLDER}, a JSON list a line, which the property {@value #PROPERTY} names: so both move by one commit.
 *
 * @param files by their paths
 */
record KnownFiles(SortedMap<String, Known> files) {
    static final String PROPERTY = "mastic.crawl.files";
    private static final String FOLDER = "crawled";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** One version of a file, with the values of the keys. */
    record Known(long version, List<String> partition) {
        static Known of(FileItem file) {
            return new Known(file.versionHash(), file.partition());
        }
    }

    static KnownFiles none() {
        return new KnownFiles(new TreeMap<>());
    }

    /**
     * Those of a table; none where no crawl has added any.
     *
     * @throws CrawledMeanwhileException if another crawl has just put others in their place
     */
    static KnownFiles of(Table table) {
        return Optional.ofNullable(table.properties().get(PROPERTY))
                .map(place -> read(table, place))
                .orElseGet(KnownFiles::none);
    }

    /** Whether this version of the file was added. */
    boolean has(FileItem file) {
        return Known.of(file).equals(files.get(file.path()));
    }

    /** How many combinations of values there are. */
    long partitions() {
        return partitionValues().size();
    }

    Set<List<String>> partitionValues() {
        var values = new HashSet<List<String>>();
        files.values().stream()
                .map(Known::partition)
                .filter(each -> !each.isEmpty())
                .forEach(values::add);
        return values;
    }

    /** Writes them into a new file beside the table, and answers where. */
    String write(Table table) {
        var folder = Location.child(Location.child(table.location(), Intent.FOLDER), FOLDER);
        var place = Location.child(folder, UUID.randomUUID() + ".jsonl.gz");
        try (var out = new OutputStreamWriter(
                new GZIPOutputStream(table.io().newOutputFile(place).create()), StandardCharsets.UTF_8)) {
            for (var file : files.entrySet()) {
                var line = JSON.createArrayNode()
                        .add(file.getKey())
                        .add(file.getValue().version());
                file.getValue().partition().forEach(line::add);
                out.write(line + "\n");
            }
        } catch (IOException e) {
            throw new EtlException("Cannot write " + place + ": " + IoReason.of(e), e);
        }
        return place;
    }

    private static KnownFiles read(Table table, String place) {
        var files = new TreeMap<String, Known>();
        var json = JSON.reader();
        try (var in = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(table.io().newInputFile(place).newStream()), StandardCharsets.UTF_8))) {
            in.lines().forEach(line -> put(files, json, line));
        } catch (IOException e) {
            throw cannotRead(table, place, IoReason.of(e), e);
        } catch (NotFoundException e) {
            table.refresh();
            if (!place.equals(table.properties().get(PROPERTY))) {
                throw new CrawledMeanwhileException(table.name());
            }
            throw cannotRead(table, place, e.getMessage(), e);
        } catch (UncheckedIOException e) {
            throw cannotRead(table, place, e.getMessage(), e);
        }
        return new KnownFiles(files);
    }

    private static void put(SortedMap<String, Known> files, ObjectReader json, String line) {
        try {
            var values = json.readTree(line);
            var partition = new ArrayList<String>();
            for (int i = 2; i < values.size(); i++) {
                partition.add(values.get(i).asText());
            }
            files.put(values.path(0).asText(), new Known(values.path(1).asLong(), List.copyOf(partition)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static EtlException cannotRead(Table table, String place, String why, Exception cause) {
        return new EtlException(
                "Cannot tell which files of table " + table.name() + " crawls have added: cannot read " + place + ": "
                        + why + " (bring it back, or drop the table and crawl again)",
                cause);
    }
}
