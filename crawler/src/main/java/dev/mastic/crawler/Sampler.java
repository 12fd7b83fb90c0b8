// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler;

import dev.mastic.core.bookmark.FileItem;
import dev.mastic.core.crawl.CrawlProgress;
import dev.mastic.core.failure.EtlException;
import dev.mastic.core.io.Format;
import dev.mastic.core.io.InputFile;
import dev.mastic.core.io.Match;
import dev.mastic.core.io.Sample;
import dev.mastic.crawler.FolderSample.Refused;
import dev.mastic.crawler.SampledFile.Alike;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at files: what the classifiers say they are, and which kinds of value there are. Several files at a time; the
 * results stand in the order of the files, whatever thread was first.
 *
 * @param maxBytes how much of a text file is read; formats with a schema of their own read that alone
 * @param fileTime how long one file may take
 */
record Sampler(Classifiers classifiers, Configuration configuration, long maxBytes, int threads, Duration fileTime) {
    private static final Logger LOG = LoggerFactory.getLogger(Sampler.class);
    private static final int SHOWN = 24;

    /** What became of a file. */
    private sealed interface Outcome {
        record Read(SampledFile file) implements Outcome {}

        record Not(Refused file) implements Outcome {}

        static Outcome failed(FileItem file, String reason) {
            return new Not(new Refused(file, reason, true));
        }
    }

    Format format(Match match) {
        var format = classifiers.formats().get(match.format());
        if (format == null) {
            throw new EtlException("Cannot read files as " + match.format() + ": no format has this name (got it from a"
                    + " classifier; known: "
                    + String.join(", ", classifiers.formats().keySet()) + ")");
        }
        return format;
    }

    Sampler with(Classifiers others) {
        return new Sampler(others, configuration, maxBytes, threads, fileTime);
    }

    /**
     * Classifies and reads files of each folder, as far as the memory does not know them. One that cannot be read or that no format knows is
     * refused with the reason.
     *
     * @param listed when the folders were listed, in milliseconds since 1970
     * @param size how many files of each folder
     */
    List<FolderSample> sample(List<PackedFiles> folders, long listed, int size, Memory memory, CrawlProgress progress) {
        var workers = Executors.newCachedThreadPool(Sampler::daemon);
        try (var each = new Parallel(threads);
                var ofOne = new Parallel(threads)) {
            var look = new Look(ofOne, new TimeLimit(fileTime, workers), memory, progress);
            return each.map(folders, files -> memory.of(files, size, before -> look.into(files, listed, size, before)));
        } finally {
            workers.shutdownNow();
        }
    }

    /** One look into the folders of a target. */
    private final class Look {
        private final Parallel parallel;
        private final TimeLimit limit;
        private final Memory memory;
        private final CrawlProgress progress;

        Look(Parallel parallel, TimeLimit limit, Memory memory, CrawlProgress progress) {
            this.parallel = parallel;
            this.limit = limit;
            this.memory = memory;
            this.progress = progress;
        }

        FolderSample into(PackedFiles files, long listed, int size, FolderSample before) {
            var refused = new ArrayList<Refused>();
            var open = new ArrayList<FileItem>();
            for (var file : files.unpack()) {
                LeftOver.reason(file.path())
                        .map(reason -> Refused.leftOver(file, reason))
                        .ifPresentOrElse(refused::add, () -> open.add(file));
            }
            var knownRead = before.knownRead();
            var knownRefused = before.knownRefused();
            var choice = new SampleChoice(open, size);
            var read = new ArrayList<SampledFile>();
            for (var next = choice.next(); !next.isEmpty(); next = choice.next()) {
                for (var outcome : parallel.map(next, file -> of(file, knownRead, knownRefused))) {
                    if (outcome instanceof Outcome.Read known) {
                        choice.read(known.file().file());
                        read.add(known.file());
                    } else if (outcome instanceof Outcome.Not unknown) {
                        refused.add(unknown.file());
                    }
                }
            }
            read.sort(Comparator.comparing(SampledFile::path));
            read.replaceAll(model -> model.with(alike(choice.like(model.file()))));
            return new FolderSample(files.folder(), listed, size, read, refused);
        }

        private static Alike alike(List<FileItem> files) {
            return files.isEmpty()
                    ? Alike.NONE
                    : new Alike(
                            files.size(),
                            files.stream().mapToLong(FileItem::size).sum(),
                            () -> files);
        }

        private Outcome of(FileItem file, Map<String, SampledFile> knownRead, Map<String, Refused> knownRefused) {
            var read = knownRead.get(file.path());
            var refused = knownRefused.get(file.path());
            if (read != null && read.file().isVersionOf(file)) {
                return new Outcome.Read(read);
            } else if (refused != null && refused.file().isVersionOf(file)) {
                return new Outcome.Not(refused);
            }
            progress.read(1);
            memory.opened(file.path());
            return limited(file, limit);
        }
    }

    /** The same file read in another dialect; empty if it cannot be. */
    Optional<SampledFile> reread(SampledFile sampled, Match like) {
        var match = new Match(
                like.format(),
                like.classification(),
                like.certainty(),
                sampled.match().compression(),
                like.dialect());
        try {
            var input = new InputFile(sampled.file(), configuration);
            return Optional.of(SampledFile.of(
                    sampled.file(), match, sampled.classifier(), format(match).observe(input, match, maxBytes)));
        } catch (EtlException e) {
            LOG.debug("{} is not {}", sampled.path(), match.dialect(), e);
            return Optional.empty();
        }
    }

    private static Thread daemon(Runnable work) {
        var thread = new Thread(work, "crawl of a file");
        thread.setDaemon(true);
        return thread;
    }

    private Outcome limited(FileItem file, TimeLimit limit) {
        try {
            return limit.of(() -> look(file));
        } catch (EtlException e) {
            return Outcome.failed(file, isGone(file) ? gone(file) : e.getMessage());
        } catch (TimeoutException e) {
            LOG.warn("Gave up {}", file.path(), e);
            return Outcome.failed(
                    file,
                    "Cannot read " + file.path() + ": it took longer than " + fileTime.toSeconds() + " s ("
                            + FolderCrawlerFactory.FILE_TIME.name() + ")");
        } catch (StackOverflowError e) {
            LOG.warn("Cannot read {}", file.path(), e);
            return Outcome.failed(file, "Cannot read " + file.path() + ": its values lie in each other too deep");
        } catch (RuntimeException e) {
            // such as a codec whose native library is missing: one file must not stop the crawl
            LOG.warn("Cannot read {}", file.path(), e);
            return Outcome.failed(file, "Cannot read " + file.path() + ": " + e);
        }
    }

    private static String gone(FileItem file) {
        return "Cannot read " + file.path() + ": it is gone since it was listed";
    }

    private boolean isGone(FileItem file) {
        try {
            var path = new Path(file.path());
            return !path.getFileSystem(configuration).exists(path);
        } catch (IOException e) {
            LOG.debug("Cannot ask for {}", file.path(), e);
            return false;
        }
    }

    private Outcome look(FileItem file) {
        var input = new InputFile(file, configuration);
        var sample = input.sample();
        var found = classifiers.classify(sample);
        if (found.isEmpty()) {
            var asked = "no format knows it (asked: " + String.join(", ", classifiers.names()) + "; it begins with "
                    + beginning(sample) + ")";
            return new Outcome.Not(new Refused(file, asked, false));
        }
        var match = found.get().match();
        var inference = format(match).observe(input, match, maxBytes);
        return new Outcome.Read(SampledFile.of(file, match, found.get().by(), inference));
    }

    /** The first characters on one line; what is none of ASCII is a dot. */
    private static String beginning(Sample sample) {
        var text = new StringBuilder("'");
        for (int i = 0; i < Math.min(SHOWN, sample.head().length); i++) {
            byte b = sample.head()[i];
            text.append(b >= ' ' && b < 127 ? (char) b : '.');
        }
        return text.append("'").toString();
    }
}
