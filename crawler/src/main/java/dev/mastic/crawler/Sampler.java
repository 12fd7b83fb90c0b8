// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler;

import dev.mastic.core.bookmark.FileItem;
import dev.mastic.core.crawl.CrawlProgress;
import dev.mastic.core.crawl.CrawlReport.Skipped;
import dev.mastic.core.crawl.CrawlStoppedException;
import dev.mastic.core.failure.EtlException;
import dev.mastic.core.io.Format;
import dev.mastic.core.io.InputFile;
import dev.mastic.core.io.Match;
import dev.mastic.core.io.Sample;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
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

    /**
     * What became of the files.
     *
     * @param skipped those that could not be read, and the unknown ones
     * @param unknown the paths of those that could be read, but are of no known format
     */
    record Samples(List<SampledFile> files, List<Skipped> skipped, List<String> unknown) {
        private void addAll(Samples others) {
            files.addAll(others.files);
            skipped.addAll(others.skipped);
            unknown.addAll(others.unknown);
        }
    }

    private sealed interface Outcome {
        record Read(SampledFile file) implements Outcome {}

        record Refused(Skipped skipped, boolean unknown) implements Outcome {}

        static Outcome failed(FileItem file, String reason) {
            return new Refused(new Skipped(file.path(), reason), false);
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

    /** The same for a target, of whose folders perhaps only some files are looked into. */
    Samples sample(Target target, CrawlProgress progress) {
        if (target.sampleSize().isEmpty()) {
            return sample(target.files(), progress);
        }
        var choice = new SampleChoice(target.files(), target.sampleSize().getAsInt());
        var all = new Samples(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (var next = choice.next(); !next.isEmpty(); next = choice.next()) {
            var read = sample(next, progress);
            choice.read(read.files());
            all.addAll(read);
        }
        all.files().addAll(choice.others());
        all.files().sort(Comparator.comparing(SampledFile::path));
        return all;
    }

    /**
     * Classifies and reads each file. A file that cannot be read or that no format knows is skipped with the reason.
     */
    Samples sample(List<FileItem> files, CrawlProgress progress) {
        var read = new ArrayList<SampledFile>();
        var skipped = new ArrayList<Skipped>();
        var unknown = new ArrayList<String>();
        for (var outcome : inParallel(files, progress)) {
            if (outcome instanceof Outcome.Read file) {
                read.add(file.file());
            } else if (outcome instanceof Outcome.Refused refused) {
                skipped.add(refused.skipped());
                if (refused.unknown()) {
                    unknown.add(refused.skipped().path());
                }
            }
        }
        return new Samples(read, skipped, unknown);
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

    private List<Outcome> inParallel(List<FileItem> files, CrawlProgress progress) {
        var pool = Executors.newFixedThreadPool(Math.max(1, Math.min(threads, files.size())));
        var workers = Executors.newCachedThreadPool(Sampler::daemon);
        var limit = new TimeLimit(fileTime, workers);
        try {
            var outcomes = new ArrayList<Outcome>();
            for (var future : pool.invokeAll(files.stream()
                    .map(file -> heard(task(file, limit), progress))
                    .toList())) {
                outcomes.add(future.get());
            }
            return outcomes;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EtlException("Cannot finish the crawl: it was interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof CrawlStoppedException stopped) {
                throw stopped;
            }
            throw new EtlException("Cannot finish the crawl: " + e.getCause(), e.getCause());
        } finally {
            pool.shutdownNow();
            workers.shutdownNow();
        }
    }

    private static Thread daemon(Runnable work) {
        var thread = new Thread(work, "crawl of a file");
        thread.setDaemon(true);
        return thread;
    }

    private static Callable<Outcome> heard(Callable<Outcome> task, CrawlProgress progress) {
        return () -> {
            progress.read(1);
            return task.call();
        };
    }

    private Callable<Outcome> task(FileItem file, TimeLimit limit) {
        return () -> {
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
        };
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
            return new Outcome.Refused(new Skipped(file.path(), asked), true);
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
