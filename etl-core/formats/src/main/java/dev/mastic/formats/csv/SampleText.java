// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.csv;

import dev.mastic.core.io.Sample;
import dev.mastic.formats.text.TextEncoding;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The first bytes of a file as text.
 *
 * @param encoding how the file is read
 * @param text in UTF-8, without a byte order mark, with line feeds where lines end with bare carriage returns
 * @param whole whether the file ends with it
 * @param tail the last lines of the file, in UTF-8; empty where they are not known
 * @param evidence why the encoding is what it is
 */
public record SampleText(TextEncoding encoding, byte[] text, boolean whole, byte[] tail, String evidence) {
    private static final int FEW = 64;
    private static final byte[] NO_BYTES = {};

    private record Guess(String charset, int mark, String evidence) {}

    /** The text of a sample; empty if it is none. */
    public static Optional<SampleText> of(Sample sample) {
        boolean whole = sample.compression().equals("none") && sample.head().length >= sample.size();
        return of(sample.head(), whole).map(text -> whole ? text : text.withTail(sample));
    }

    private SampleText withTail(Sample sample) {
        int unit = encoding.charset().startsWith("UTF-32") ? 4 : encoding.inPlace() ? 1 : 2;
        int from = (int) ((unit - (sample.size() - sample.tail().length) % unit) % unit);
        if (sample.tail().length <= from) {
            return this;
        }
        var last = new String(sample.tail(), from, sample.tail().length - from, Charset.forName(encoding.charset()));
        var lines = encoding.carriageReturns() ? last.replace('\r', '\n') : last;
        var behind = lines.substring(lines.indexOf('\n') + 1).getBytes(StandardCharsets.UTF_8);
        return new SampleText(encoding, text, false, behind, evidence);
    }

    /** Some of its lines, alone. */
    SampleText part(byte[] lines, boolean closed) {
        return new SampleText(encoding, lines, closed, closed ? NO_BYTES : tail, evidence);
    }

    /** The last lines alone. */
    SampleText end() {
        return new SampleText(encoding, tail, true, NO_BYTES, evidence);
    }

    /** The text of the first bytes; empty if they are none. */
    static Optional<SampleText> of(byte[] head, boolean whole) {
        var guess = guess(head);
        if (guess.isEmpty()) {
            return Optional.empty();
        }
        var found = guess.get();
        var recoded = new TextEncoding(found.charset(), false);
        var bytes = recoded.text(head, found.mark(), head.length - found.mark());
        if (!recoded.inPlace()) {
            bytes = decoded(recoded, head, found.mark());
        }
        bytes = withoutZeros(bytes);
        if (hasControls(bytes) || (bytes.isEmpty() && head.length > found.mark())) {
            return Optional.empty();
        }
        boolean returns = bytes.indexOf('\n') < 0 && bytes.strip().indexOf('\r') >= 0;
        var text = (returns ? bytes.replace('\r', '\n') : bytes).getBytes(StandardCharsets.UTF_8);
        var evidence = found.evidence() + (returns ? "; lines end with bare carriage returns" : "");
        return Optional.of(new SampleText(new TextEncoding(found.charset(), returns), text, whole, NO_BYTES, evidence));
    }

    /** The same, as if the file ended with it. */
    SampleText asWhole() {
        return new SampleText(encoding, text, true, NO_BYTES, evidence);
    }

    /** How many lines end in it. */
    int lines() {
        int lines = 0;
        for (byte one : text) {
            lines += one == '\n' || one == '\r' ? 1 : 0;
        }
        return lines;
    }

    private static String decoded(TextEncoding encoding, byte[] head, int from) {
        try (var in = encoding.decode(new ByteArrayInputStream(head, from, head.length - from))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot happen: bytes in memory can be read", e);
        }
    }

    private static Optional<Guess> guess(byte[] head) {
        if (starts(head, 0xEF, 0xBB, 0xBF)) {
            return Optional.of(new Guess("UTF-8", 3, "byte order mark of UTF-8"));
        } else if (starts(head, 0xFF, 0xFE, 0, 0)) {
            return Optional.of(new Guess("UTF-32LE", 4, "byte order mark of UTF-32, little endian"));
        } else if (starts(head, 0, 0, 0xFE, 0xFF)) {
            return Optional.of(new Guess("UTF-32BE", 4, "byte order mark of UTF-32, big endian"));
        } else if (starts(head, 0xFF, 0xFE)) {
            return Optional.of(new Guess("UTF-16LE", 2, "byte order mark of UTF-16, little endian"));
        } else if (starts(head, 0xFE, 0xFF)) {
            return Optional.of(new Guess("UTF-16BE", 2, "byte order mark of UTF-16, big endian"));
        }
        return zeros(head).or(() -> Optional.of(eightBits(head)));
    }

    private static boolean starts(byte[] head, int... mark) {
        for (int i = 0; i < mark.length; i++) {
            if (i >= head.length || (head[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }

    /** Text of mostly Latin letters in UTF-16 has a zero in every second byte. */
    private static Optional<Guess> zeros(byte[] head) {
        var zeros = new int[2];
        for (int i = 0; i < head.length; i++) {
            zeros[i & 1] += head[i] == 0 ? 1 : 0;
        }
        if (zeros[1] > head.length * 0.3 && zeros[0] == 0) {
            return Optional.of(new Guess("UTF-16LE", 0, "every second byte is zero"));
        }
        if (zeros[0] > head.length * 0.3 && zeros[1] == 0) {
            return Optional.of(new Guess("UTF-16BE", 0, "every first byte of two is zero"));
        }
        return Optional.empty();
    }

    private static Guess eightBits(byte[] head) {
        int sequences = 0;
        int wrong = 0;
        boolean between = false;
        for (int i = 0; i < head.length; ) {
            int length = sequence(head, i);
            if (length == 0) {
                wrong++;
                between |= (head[i] & 0xFF) < 0xA0;
            }
            sequences += length > 1 ? 1 : 0;
            i += Math.max(1, length);
        }
        if (wrong * 10 <= sequences) {
            var seen = sequences == 0 ? "no byte beyond ASCII" : sequences + " characters beyond ASCII";
            return new Guess("UTF-8", 0, seen + (wrong == 0 ? "" : ", " + wrong + " bytes that are no UTF-8"));
        }
        return new Guess(
                between ? "windows-1252" : "ISO-8859-1", 0, wrong + " bytes that are no UTF-8 (" + sequences + " are)");
    }

    /** How long the character at an index is in UTF-8; 0 if there is none. The end of the sample may cut it. */
    private static int sequence(byte[] head, int at) {
        int first = head[at] & 0xFF;
        int length = first < 0x80 ? 1 : first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 0;
        for (int i = at + 1; i < at + length && i < head.length; i++) {
            if ((head[i] & 0xC0) != 0x80) {
                return 0;
            }
        }
        return length;
    }

    /** Zeros at the end are what is left of a file that was not written to its end; reading refuses them. */
    private static String withoutZeros(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == 0) {
            end--;
        }
        return text.substring(0, end);
    }

    /** Text has tabs and line ends, now and then a form feed, and Ctrl-A as a delimiter of Hive. */
    private static boolean hasControls(String text) {
        int strange = 0;
        for (int i = 0; i < text.length(); i++) {
            char one = text.charAt(i);
            strange += one < ' ' && one != '\t' && one != '\n' && one != '\r' && one != '\f' && one != 1 ? 1 : 0;
        }
        return strange * FEW > text.length();
    }
}
