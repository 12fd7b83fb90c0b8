// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class NewlinesTest {
    @Property(tries = 500)
    void countsThemWhereverTheyAre(@ForAll("texts") byte[] bytes) {
        for (int from = 0; from <= bytes.length; from += 7) {
            for (int to : new int[] {from, (from + bytes.length) / 2, bytes.length}) {
                long expected =
                        IntStream.range(from, to).filter(i -> bytes[i] == '\n').count();
                assertThat(Newlines.count(bytes, from, to)).isEqualTo((int) expected);
            }
        }
    }

    /** Bytes that are near a line end, or far from it, in one bit. */
    @Provide
    Arbitrary<byte[]> texts() {
        return Arbitraries.of((byte) '\n', (byte) 0x0B, (byte) 0x8A, (byte) 0x09, (byte) 0, (byte) -1, (byte) 'a')
                .array(byte[].class)
                .ofMaxSize(150);
    }
}
