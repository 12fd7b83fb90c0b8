// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler.sample;

import dev.mastic.core.bookmark.FileItem;
import dev.mastic.core.io.Match;
import dev.mastic.core.type.ObservedCodec;
import dev.mastic.crawler.sample.FolderSample.Refused;
import dev.mastic.crawler.sample.Rereadings.Reading;
import dev.mastic.crawler.sample.SampledFile.Alike;
import dev.mastic.crawler.sample.SampledFile.Content;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What was seen in a folder as bytes, and back. A change of this form must come with another {@link #VERSION}. */
public final class SeenCodec {
    /** Changes with what is written, and with what formats see in the same bytes. */
    static final String VERSION = "3." + ObservedCodec.VERSION;

    private SeenCodec() {}

    /** A folder, and what came of reading its files in other dialects. */
    record Seen(FolderSample sample, Map<Reading, Optional<SampledFile>> readings) {}

    static byte[] write(Seen seen, Words.Deflating deflating) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            new Writer(out, new Words.Writer(out)).seen(seen);
        } catch (IOException e) {
            throw new IllegalStateException("Memory does not fail", e);
        }
        return deflating.of(bytes.toByteArray());
    }

    /** @throws IOException if it is no such thing */
    static Seen read(byte[] bytes) throws IOException {
        try (var in = new DataInputStream(new ByteArrayInputStream(Words.inflated(bytes)))) {
            return new Reader(in, new Words.Reader(in)).seen();
        }
    }

    private record Writer(DataOutputStream out, Words.Writer words) {
        void seen(Seen seen) throws IOException {
            var sample = seen.sample();
            words.write(sample.folder());
            out.writeLong(sample.listed());
            out.writeInt(sample.size());
            out.writeInt(sample.read().size());
            for (var file : sample.read()) {
                item(file.file());
                read(file);
            }
            out.writeInt(sample.refused().size());
            for (var file : sample.refused()) {
                item(file.file());
                words.write(file.reason());
                out.writeBoolean(file.isFailure());
            }
            out.writeInt(seen.readings().size());
            for (var reading : seen.readings().entrySet()) {
                item(reading.getKey().file());
                match(reading.getKey().like());
                out.writeBoolean(reading.getValue().isPresent());
                if (reading.getValue().isPresent()) {
                    read(reading.getValue().get());
                }
            }
        }

        private void item(FileItem file) throws IOException {
            words.write(file.path());
            out.writeLong(file.size());
            out.writeLong(file.modified());
            out.writeBoolean(file.etag().isPresent());
            if (file.etag().isPresent()) {
                words.write(file.etag().get());
            }
        }

        private void read(SampledFile file) throws IOException {
            match(file.match());
            words.write(file.classifier());
            ObservedCodec.write(file.observed(), out, words::write);
            out.writeLong(file.rows());
            words.write(file.seen().remark());
            out.writeLong(file.alike().count());
            out.writeLong(file.alike().bytes());
        }

        private void match(Match match) throws IOException {
            words.write(match.format());
            words.write(match.classification());
            out.writeDouble(match.certainty());
            words.write(match.compression());
            texts(match.dialect());
            texts(match.evidence());
        }

        private void texts(Map<String, String> texts) throws IOException {
            out.writeInt(texts.size());
            for (var text : new TreeMap<>(texts).entrySet()) {
                words.write(text.getKey());
                words.write(text.getValue());
            }
        }
    }

    private record Reader(DataInputStream in, Words.Reader words) {
        Seen seen() throws IOException {
            var folder = words.read();
            long listed = in.readLong();
            int size = in.readInt();
            var read = new ArrayList<SampledFile>();
            for (int left = in.readInt(); left > 0; left--) {
                read.add(file(item()));
            }
            var refused = new ArrayList<Refused>();
            for (int left = in.readInt(); left > 0; left--) {
                refused.add(new Refused(item(), words.read(), in.readBoolean()));
            }
            var readings = new HashMap<Reading, Optional<SampledFile>>();
            for (int left = in.readInt(); left > 0; left--) {
                var reading = new Reading(item(), match());
                readings.put(reading, in.readBoolean() ? Optional.of(file(reading.file())) : Optional.empty());
            }
            return new Seen(new FolderSample(folder, listed, size, read, refused), readings);
        }

        private FileItem item() throws IOException {
            var path = words.read();
            long size = in.readLong();
            long modified = in.readLong();
            var etag = in.readBoolean() ? Optional.of(words.read()) : Optional.<String>empty();
            return new FileItem(path, size, modified, etag, List.of());
        }

        private SampledFile file(FileItem item) throws IOException {
            var match = match();
            var classifier = words.read();
            var observed = ObservedCodec.read(in, words::read);
            var content = Content.of(observed, in.readLong(), words.read());
            var alike = new Alike(in.readLong(), in.readLong(), List::of);
            return new SampledFile(item, match, classifier, content, alike, false);
        }

        private Match match() throws IOException {
            var format = words.read();
            var classification = words.read();
            double certainty = in.readDouble();
            var compression = words.read();
            return new Match(format, classification, certainty, compression, texts(), texts());
        }

        private Map<String, String> texts() throws IOException {
            var texts = new HashMap<String, String>();
            for (int left = in.readInt(); left > 0; left--) {
                texts.put(words.read(), words.read());
            }
            return texts;
        }
    }
}
