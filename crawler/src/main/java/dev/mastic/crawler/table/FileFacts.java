// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler.table;

import dev.mastic.core.io.Match;
import dev.mastic.crawler.sample.SampledFile;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the parameters of a table or partition say of its files, under Glue's names. They change only when the files do.
 *
 * @param match of all files: the least certainty; the codec, or {@value #MIXED}
 * @param bytesRead how large those are that were looked into; the rows of the others are estimated by them
 * @param rows how many rows were looked at: all, except of text files beyond the crawler's limit
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/table-properties-crawler.html">Table properties set by
 *     crawlers</a>
 */
public record FileFacts(Match match, long files, long bytes, long bytesRead, long rows) {
    private static final String MIXED = "mixed";
    /** Of Glue's, whose parameters these are. */
    private static final String SERIALIZER = "1.0";

    static FileFacts of(List<SampledFile> files) {
        var first = files.stream()
                .min(Comparator.comparing(SampledFile::path))
                .orElseThrow()
                .match();
        var codecs = files.stream()
                .map(file -> file.match().compression())
                .distinct()
                .toList();
        double certainty = files.stream()
                .mapToDouble(file -> file.match().certainty())
                .min()
                .orElseThrow();
        return new FileFacts(
                new Match(
                        first.format(),
                        first.classification(),
                        certainty,
                        codecs.size() == 1 ? codecs.get(0) : MIXED,
                        first.dialect()),
                SampledFile.count(files),
                files.stream().mapToLong(SampledFile::bytes).sum(),
                files.stream().mapToLong(file -> file.file().size()).sum(),
                files.stream().mapToLong(SampledFile::rows).sum());
    }

    Map<String, String> parameters() {
        var parameters = new TreeMap<>(match.tableParameters());
        parameters.put("typeOfData", "file");
        parameters.put("objectCount", Long.toString(files));
        parameters.put("sizeKey", Long.toString(bytes));
        long recordSize = bytesRead / Math.max(1, rows);
        long unread = (bytes - bytesRead) / Math.max(1, recordSize);
        parameters.put("recordCount", Long.toString(rows + unread));
        parameters.put("averageRecordSize", Long.toString(recordSize));
        parameters.put("CrawlerSchemaSerializerVersion", SERIALIZER);
        parameters.put("CrawlerSchemaDeserializerVersion", SERIALIZER);
        return parameters;
    }
}
