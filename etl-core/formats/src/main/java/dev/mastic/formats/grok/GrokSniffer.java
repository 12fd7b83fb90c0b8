// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.grok;

import dev.mastic.core.io.Match;
import dev.mastic.core.io.Sample;
import dev.mastic.formats.csv.SampleText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How many lines of a sample are of a log. */
final class GrokSniffer {
    private static final int MOST_LINES = 1000;
    /** Of a log one of so many lines at the start is a record. */
    private static final int FIRST_LINES = 20;

    private final Sample sample;
    private final SampleText text;
    private final List<byte[]> lines;

    private GrokSniffer(Sample sample, SampleText text) {
        this.sample = sample;
        this.text = text;
        this.lines = lines(text);
    }

    /** The lines of a sample; empty if it is no text, or has no line that ends in it. */
    static Optional<GrokSniffer> of(Sample sample) {
        return SampleText.of(sample)
                .map(text -> new GrokSniffer(sample, text))
                .filter(sniffer -> !sniffer.lines.isEmpty());
    }

    /** Without the last where the sample may have cut it, and without the empty ones at the end. */
    private static List<byte[]> lines(SampleText text) {
        var all = List.of(new String(text.text(), StandardCharsets.UTF_8).split("\r?\n", MOST_LINES + 1));
        boolean cut = all.size() > MOST_LINES || (!text.whole() && text.text()[text.text().length - 1] != '\n');
        var lines = new ArrayList<>(cut ? all.subList(0, all.size() - 1) : all);
        while (!lines.isEmpty() && lines.get(lines.size() - 1).isEmpty()) {
            lines.remove(lines.size() - 1);
        }
        return lines.stream().map(line -> line.getBytes(StandardCharsets.UTF_8)).toList();
    }

    /**
     * The log that has most of the lines, of equal ones the first.
     *
     * @param least which share of them it must have more than
     */
    Optional<Match> best(List<KnownLog> logs, double least) {
        KnownLog best = null;
        double most = least;
        for (var log : logs) {
            double share = share(log, most);
            if (share > most) {
                best = log;
                most = share;
            }
        }
        return best == null ? Optional.empty() : Optional.of(match(best, most));
    }

    private Match match(KnownLog log, double share) {
        var dialect = log.dialect().withEncoding(text.encoding());
        return new Match(GrokFormat.NAME, log.classification(), share, sample.compression(), dialect.toMap());
    }

    /** Which share of the lines are records; 0 as soon as it cannot be more than what is asked for. */
    private double share(KnownLog log, double least) {
        var cells = log.cells();
        int records = 0;
        int misses = 0;
        for (var line : lines) {
            if (cells.directive(line, 0, line.length)) {
                continue;
            }
            if (cells.match(line, 0, line.length) == null) {
                records++;
            } else {
                misses++;
            }
            if (misses > lines.size() * (1 - least) || (records == 0 && misses == FIRST_LINES)) {
                return 0;
            }
        }
        boolean named = records + misses == 0 && !cells.names().isEmpty();
        return named ? 1 : (double) records / Math.max(1, records + misses);
    }
}
