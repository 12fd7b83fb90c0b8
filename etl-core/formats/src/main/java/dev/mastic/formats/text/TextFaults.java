// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.text;

import dev.mastic.core.frame.RowFault;
import dev.mastic.formats.FileFaults;
import dev.mastic.formats.PinnedFile;
import dev.mastic.formats.Refused;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.TaskContext;
import org.apache.spark.util.TaskCompletionListener;

/**
 * Reads the signalled ranges once more in the same way, for what is refused in them. Lines are counted from the start of the file, in one
 * reading more.
 */
record TextFaults(String step, RowFormat format) implements FileFaults.Reader {
    @Override
    public Iterator<RowFault> faults(PinnedFile file, List<Refused> ranges, Configuration configuration)
            throws IOException {
        var faults = new InFile(this, file, new TextFile(file.path(), configuration, format.encoding()), ranges);
        TaskContext.get().addTaskCompletionListener((TaskCompletionListener) context -> faults.close());
        return faults;
    }

    private static final class InFile implements Iterator<RowFault>, Closeable {
        private final TextFaults kind;
        private final RowFormat format;
        private final PinnedFile file;
        private final TextFile text;
        private final List<Refused> ranges;
        private final Iterator<Stretch> stretches;
        private final ArrayDeque<RowFault> found = new ArrayDeque<>();
        // Null at the end: the task keeps this object until it ends itself, and must keep no file open and no buffer of
        // it.
        private LineCounter counter;
        private Records<?> records;
        private long linesBefore;

        InFile(TextFaults kind, PinnedFile file, TextFile text, List<Refused> ranges) throws IOException {
            this.kind = kind;
            this.format = kind.format.in(text);
            this.file = file;
            this.text = text;
            this.ranges = ranges;
            this.stretches = stretches(text.plain() && format.resumes(), ranges, format.resumes())
                    .iterator();
            this.counter = new LineCounter(text.open(0).in());
        }

        /** A packed file is unpacked once, from the first range to the last, or from its start. */
        private static List<Stretch> stretches(boolean apart, List<Refused> ranges, boolean resumes) {
            if (apart) {
                return ranges.stream()
                        .map(range -> Stretch.records(range.start(), range.end()))
                        .toList();
            }
            long end = ranges.stream().mapToLong(Refused::end).max().orElseThrow();
            return List.of(Stretch.records(resumes ? ranges.get(0).start() : 0, end));
        }

        @Override
        public boolean hasNext() {
            try {
                while (found.isEmpty()) {
                    if (records != null && records.step()) {
                        continue;
                    }
                    if (!stretches.hasNext()) {
                        close();
                        return !found.isEmpty();
                    }
                    open(stretches.next());
                }
                return true;
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot read " + file.shown() + ": " + e.getMessage(), e);
            }
        }

        @Override
        public RowFault next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return found.poll();
        }

        private void open(Stretch stretch) throws IOException {
            if (records != null) {
                records.close();
            }
            linesBefore = counter.linesBefore(stretch.start());
            var lines = text.lines(stretch.firstByte(), format.budget(), format.lines(), true);
            var grammar = format.grammar(text, new String[0]);
            records = new Records<>(
                    lines, stretch, grammar, this::refused, format.budget().patient());
        }

        private void refused(Refusal refusal) {
            boolean signalled = ranges.stream()
                    .anyMatch(range -> range.start() <= refusal.start() && refusal.start() < range.end());
            if (signalled) {
                var raw = refusal.bytes().text(format.encoding());
                found.add(new RowFault(
                        file.shown(),
                        refusal.start(),
                        linesBefore + refusal.line(),
                        kind.step,
                        refusal.why().column(),
                        refusal.why().reason(),
                        raw.isEmpty() ? null : raw));
            }
        }

        @Override
        public void close() {
            if (counter == null) {
                return;
            }
            try {
                counter.close();
                if (records != null) {
                    records.close();
                }
                counter = null;
                records = null;
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot close " + file.shown() + ": " + e.getMessage(), e);
            }
        }
    }
}
