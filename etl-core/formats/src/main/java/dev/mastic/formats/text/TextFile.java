// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.text;

import dev.mastic.core.io.FileCodecs;
import dev.mastic.core.io.InputFile;
import dev.mastic.core.io.StoredFile;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** A file of text, plain or packed as a whole. */
public record TextFile(StoredFile stored, TextEncoding encoding) {
    /** A file wherever it is. */
    public TextFile(Path path, Configuration configuration, TextEncoding encoding) {
        this(new StoredFile(path, configuration), encoding);
    }

    /** The text of a file. */
    public TextFile(InputFile file, TextEncoding encoding) {
        this(file.stored(), encoding);
    }

    /** A file in UTF-8. */
    public TextFile(InputFile file) {
        this(file, TextEncoding.UTF_8);
    }

    /** The absolute path or URI. */
    public Path path() {
        return stored.path();
    }

    /** What its file system is configured by. */
    public Configuration configuration() {
        return stored.configuration();
    }

    /** Whether reading can begin anywhere in it. Looks at its first bytes. */
    public boolean plain() throws IOException {
        if (!encoding.inPlace()) {
            return false;
        }
        try (var raw = stored.open()) {
            return stored.codec(pushback(raw)).isEmpty();
        }
    }

    /** The same as its name promises it. Opens nothing. */
    boolean promisedPlain() {
        return encoding.inPlace() && stored.promised().isEmpty();
    }

    /**
     * Its lines from an offset of the unpacked text.
     *
     * @param wholeLines whether windows end at line ends
     * @param counting whether lines will be asked for
     */
    public LineBuffer lines(long from, ReadBudget budget, boolean wholeLines, boolean counting) throws IOException {
        return new LineBuffer(open(from), from, budget.recordBytes(), wholeLines, counting);
    }

    /** How many lines end before an offset of the unpacked text. Reads all before it. */
    public long linesBefore(long offset) throws IOException {
        try (var counter = new LineCounter(open(0).in())) {
            return counter.linesBefore(offset);
        }
    }

    /** The unpacked bytes from an offset, as grammars read them. */
    public LineBuffer.Unpacked open(long from) throws IOException {
        if (encoding.inPlace()) {
            var unpacked = unpack(from);
            return new LineBuffer.Unpacked(encoding.decode(unpacked.in()), unpacked.blame());
        }
        var unpacked = unpack(0);
        var decoded = encoding.decode(unpacked.in());
        decoded.skipNBytes(from);
        return new LineBuffer.Unpacked(decoded, unpacked.blame());
    }

    private LineBuffer.Unpacked unpack(long from) throws IOException {
        var raw = stored.open();
        var watched = new Watched(raw);
        var packed = pushback(watched);
        var codec = stored.codec(packed);
        if (codec.isEmpty()) {
            if (from > 0) {
                StoredFile.seek(raw, from);
            }
            return new LineBuffer.Unpacked(from > 0 ? raw : packed, () -> false);
        }
        try {
            var unpacked = codec.get().unpack(packed);
            unpacked.skipNBytes(from);
            return new LineBuffer.Unpacked(unpacked, watched::wentWell);
        } catch (IOException e) {
            if (!watched.wentWell()) {
                throw e;
            }
            return new LineBuffer.Unpacked(new Unreadable(watched, e), () -> true);
        }
    }

    private static PushbackInputStream pushback(InputStream raw) {
        return new PushbackInputStream(raw, FileCodecs.LOOKED_AT);
    }

    /** Remembers whether the packed bytes themselves could be read. */
    private static final class Watched extends FilterInputStream {
        private boolean failed;

        Watched(InputStream in) {
            super(in);
        }

        boolean wentWell() {
            return !failed;
        }

        @Override
        public int read() throws IOException {
            try {
                return in.read();
            } catch (IOException e) {
                failed = true;
                throw e;
            }
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            try {
                return in.read(bytes, from, length);
            } catch (IOException e) {
                failed = true;
                throw e;
            }
        }
    }

    /** A packed file whose first bytes are wrong already. */
    private static final class Unreadable extends FilterInputStream {
        private final IOException why;

        Unreadable(InputStream in, IOException why) {
            super(in);
            this.why = why;
        }

        @Override
        public int read() throws IOException {
            throw why;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            throw why;
        }
    }
}
