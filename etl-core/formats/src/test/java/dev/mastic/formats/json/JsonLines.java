// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.json;

import dev.mastic.formats.text.LineBuffer;
import dev.mastic.formats.text.ReadBudget;
import dev.mastic.formats.text.Records;
import dev.mastic.formats.text.Stretch;
import dev.mastic.formats.text.TextEncoding;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** What a text holds: its records as they are written, and what is refused, as {@code offset:reason}. */
record JsonLines(List<String> good, List<Bad> bad) {
    record Bad(long start, long next, long line, boolean standsAlone, String raw, String reason) {}

    static JsonLines of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8), Stretch.ALL, 1 << 20);
    }

    static JsonLines of(byte[] bytes, Stretch stretch, int mostBytes) {
        var good = new ArrayList<String>();
        var bad = new ArrayList<Bad>();
        int from = (int) Math.min(stretch.firstByte(), bytes.length);
        var in = new ByteArrayInputStream(bytes, from, bytes.length - from);
        var unpacked = new LineBuffer.Unpacked(in, () -> false);
        try (var records = new Records<>(
                new LineBuffer(unpacked, from, mostBytes, true, true),
                stretch,
                new JsonGrammar<>(JsonValue::of),
                refusal -> bad.add(new Bad(
                        refusal.start(),
                        refusal.next(),
                        refusal.line(),
                        refusal.standsAlone(),
                        refusal.bytes().text(TextEncoding.UTF_8),
                        refusal.why().reason())),
                ReadBudget.DEFAULT)) {
            for (var record = records.next(); record != null; record = records.next()) {
                good.add(record.toString());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new JsonLines(good, bad);
    }

    /** Hands over what each good record is made of, with its line. */
    static <R> void each(String text, ObjectReader.Shape<R> shape, BiConsumer<R, Long> taker) {
        var in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        var lines = new LineBuffer(new LineBuffer.Unpacked(in, () -> false), 0, 1 << 27, true, true);
        var grammar = new JsonGrammar<>(shape);
        try (var records = new Records<>(lines, Stretch.ALL, grammar, refusal -> {}, ReadBudget.DEFAULT)) {
            for (var record = records.next(); record != null; record = records.next()) {
                taker.accept(record, records.line());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void each(String text, BiConsumer<JsonValue, Long> taker) {
        each(text, JsonValue::of, taker);
    }

    List<Long> badLines() {
        return bad.stream().map(Bad::line).toList();
    }

    /** The bytes that are refused. */
    List<String> badRows() {
        return bad.stream().map(Bad::raw).toList();
    }
}
