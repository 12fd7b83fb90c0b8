// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.ion;

import com.amazon.ion.IonType;
import dev.mastic.core.failure.EtlException;
import dev.mastic.core.io.Sample;
import dev.mastic.formats.text.LineBuffer;
import dev.mastic.formats.text.ReadBudget;
import dev.mastic.formats.text.Records;
import dev.mastic.formats.text.Stretch;
import dev.mastic.formats.tree.Node;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How certain it is that a sample is Ion. Binary has a mark of its own; text that is JSON too is left to JSON, unless it says the version.
 */
record IonSniffer(Sample sample) {
    private static final Pattern VERSION = Pattern.compile("\\A\\s*\\$ion_1_0(?![A-Za-z0-9_$:])");
    private static final Pattern NO_JSON = Pattern.compile("\\A(?!\\{\\s*[\"}]).*", Pattern.DOTALL);
    private static final Set<IonType> IN_JSON =
            EnumSet.of(IonType.NULL, IonType.BOOL, IonType.INT, IonType.FLOAT, IonType.DECIMAL, IonType.STRING);

    /** From 0 to 1: the share of structs among the values of the sample; 1 with the mark of a version. */
    double certainty() {
        if (BinaryValues.begins(sample.head())) {
            return 1;
        }
        var text = new String(sample.head(), StandardCharsets.UTF_8);
        if (text.indexOf('\0') >= 0) {
            return 0;
        }
        return VERSION.matcher(text).find()
                ? 1
                : shareOfStructs(NO_JSON.matcher(text.strip()).matches());
    }

    private double shareOfStructs(boolean noJson) {
        boolean cut =
                sample.head().length < sample.size() || !sample.compression().equals("none");
        var in = new LineBuffer.Unpacked(new ByteArrayInputStream(sample.head()), () -> false);
        var lines = new LineBuffer(in, 0, sample.head().length + 1, false, false);
        var bad = new int[1];
        int good = 0;
        boolean ion = noJson;
        try (var records = new Records<>(
                lines,
                Stretch.ALL,
                IonLayout.TEXT.grammar((Node record) -> record),
                refusal -> bad[0]++,
                ReadBudget.DEFAULT)) {
            for (var record = records.next(); record != null; record = records.next()) {
                ion |= holdsMoreThanJson(record);
                good++;
            }
        } catch (IOException e) {
            throw new EtlException("Cannot read " + sample.path() + ": " + e.getMessage(), e);
        }
        int broken = cut ? Math.max(0, bad[0] - 1) : bad[0]; // the last value of a sample may be cut off
        return !ion || good == 0 ? 0 : (double) good / (good + broken);
    }

    private static boolean holdsMoreThanJson(Node node) {
        if (node instanceof Node.Parts parts) {
            return parts.byName().values().stream().anyMatch(IonSniffer::holdsMoreThanJson);
        } else if (node instanceof Node.Elements list) {
            return list.nodes().stream().anyMatch(IonSniffer::holdsMoreThanJson);
        }
        return node instanceof IonLeaf leaf && !IN_JSON.contains(leaf.type());
    }
}
