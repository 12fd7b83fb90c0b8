// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.ion;

import dev.mastic.formats.text.TextFile;
import java.io.IOException;
import java.io.Serializable;

/** Whether a file is in binary or in text, which each file shows by its first bytes. */
record IonLayout(boolean binary) implements Serializable {
    /** Before a file was looked at. */
    static final IonLayout TEXT = new IonLayout(false);

    /** How one file is laid out. */
    static IonLayout of(TextFile file) throws IOException {
        var unpacked = file.open(0);
        try (var in = unpacked.in()) {
            return of(in.readNBytes(BinaryValues.VERSION.length));
        } catch (IOException e) {
            if (unpacked.blame().contents()) {
                return TEXT; // whoever reads it refuses it
            }
            throw e;
        }
    }

    /** How a file that begins so is laid out. */
    static IonLayout of(byte[] head) {
        return new IonLayout(BinaryValues.begins(head));
    }

    /** Finds the records of one file. */
    <R> IonGrammar<R> grammar(IonGrammar.Shape<R> shape) {
        return new IonGrammar<>(binary ? new BinaryValues() : new TextValues(), shape);
    }
}
