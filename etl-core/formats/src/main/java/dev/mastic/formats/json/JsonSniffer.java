// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.mastic.core.failure.EtlException;
import dev.mastic.core.io.Sample;
import dev.mastic.formats.text.LineBuffer;
import dev.mastic.formats.text.ReadBudget;
import dev.mastic.formats.text.Records;
import dev.mastic.formats.text.Stretch;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;

/** How certain it is that a sample is JSON laid out in one way. */
record JsonSniffer(JsonLayout layout) {
    /** From 0 to 1: the share of objects among the records; 1 if the whole sample is the start of one. */
    double certainty(Sample sample) {
        try {
            return beginsOneValue(sample) ? 1 : shareOfObjects(sample);
        } catch (IOException e) {
            throw new EtlException("Cannot read " + sample.path() + ": " + e.getMessage(), e);
        }
    }

    /** Whether the whole sample is the start of one object, or of a document whose records begin further on. */
    private boolean beginsOneValue(Sample sample) throws IOException {
        var head = sample.head();
        var parser = new RecordParser.Factory().parser();
        try {
            int from = 0;
            while (from < head.length && head[from] != '{' && !(layout.isDocument() && head[from] == '[')) {
                if (head[from] > ' ') {
                    return false;
                }
                from++;
            }
            parser.at(head, from, head.length).nextToken();
            parser.leaveRecord();
            return false;
        } catch (JsonProcessingException e) {
            return parser.position() >= head.length && (!layout.isDocument() || isCut(sample));
        }
    }

    private static boolean isCut(Sample sample) {
        return sample.head().length < sample.size() || !sample.compression().equals("none");
    }

    private double shareOfObjects(Sample sample) throws IOException {
        int end = sample.head().length;
        boolean whole = end >= sample.size() && sample.compression().equals("none");
        int lines = end;
        while (lines > 0 && sample.head()[lines - 1] != '\n') {
            lines--;
        }
        var head = Arrays.copyOf(sample.head(), whole || lines == 0 ? end : lines);
        var in = new LineBuffer.Unpacked(new ByteArrayInputStream(head), () -> false);
        var lineBuffer = new LineBuffer(in, 0, head.length + 1, !layout.isDocument(), false);
        ObjectReader.Shape<Boolean> skip = parser -> {
            parser.leaveRecord();
            return true;
        };
        var bad = new int[1];
        int good = 0;
        try (var records =
                new Records<>(lineBuffer, Stretch.ALL, layout.grammar(skip), refusal -> bad[0]++, ReadBudget.DEFAULT)) {
            while (records.next() != null) {
                good++;
            }
        }
        return good == 0 ? 0 : (double) good / (good + bad[0]);
    }
}
