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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.apache.hadoop.conf.Configuration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at files: which format has the highest certainty, and which kinds of value there are. Several files at a time;
 * the results stand in the order of the files, whatever thread was first.
 *
 * @param formats by name, in the order in which they are asked
 * @param maxBytes how much of a text file is read; formats with a schema of their own read that alone
 */
record Sampler(Map<String, Format> formats, Configuration configuration, long maxBytes, int threads) {
    private static final Logger LOG = LoggerFactory.getLogger(Sampler.class);

    /**
     * What became of the files.
     *
     * @param skipped those that could not be read, and the unknown ones
     * @param unknown the paths of those that could be read, but are of no known format
     */
    record Samples(List<SampledFile> files, List<Skipped> skipped, List<String> unknown) {}

    private sealed interface Outcome {
        record Read(SampledFile file) implements Outcome {}

        record Refused(Skipped skipped, boolean unknown) implements Outcome {}

        static Outcome failed(FileItem file, String reason) {
            return new Refused(new Skipped(file.path(), reason), false);
        }
    }

    Format format(Match match) {
        return formats.get(match.format());
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
            return Optional.of(
                    SampledFile.of(sampled.file(), match, format(match).observe(input, match, maxBytes)));
        } catch (EtlException e) {
            LOG.debug("{} is not {}", sampled.path(), match.dialect(), e);
            return Optional.empty();
        }
    }

    private List<Outcome> inParallel(List<FileItem> files, CrawlProgress progress) {
        var pool = Executors.newFixedThreadPool(Math.max(1, Math.min(threads, files.size())));
        try {
            var outcomes = new ArrayList<Outcome>();
            for (var future : pool.invokeAll(
                    files.stream().map(file -> heard(task(file), progress)).toList())) {
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
        }
    }

    private static Callable<Outcome> heard(Callable<Outcome> task, CrawlProgress progress) {
        return () -> {
            progress.read(1);
            return task.call();
        };
    }

    private Callable<Outcome> task(FileItem file) {
        return () -> {
            try {
                return look(file);
            } catch (EtlException e) {
                return Outcome.failed(file, e.getMessage());
            } catch (RuntimeException e) {
                // such as a codec whose native library is missing: one file must not stop the crawl
                LOG.warn("Cannot read {}", file.path(), e);
                return Outcome.failed(file, "Cannot read " + file.path() + ": " + e);
            }
        };
    }

    private Outcome look(FileItem file) {
        var input = new InputFile(file, configuration);
        var match = classify(input.sample());
        if (match.isEmpty()) {
            var asked = "no format knows it (asked: " + String.join(", ", formats.keySet()) + ")";
            return new Outcome.Refused(new Skipped(file.path(), asked), true);
        }
        var inference = format(match.get()).observe(input, match.get(), maxBytes);
        return new Outcome.Read(SampledFile.of(file, match.get(), inference));
    }

    /** The first that is certain, else the most certain, else nothing; equals in the order of their names. */
    private Optional<Match> classify(Sample sample) {
        var matches = new ArrayList<Match>();
        for (var format : formats.values()) {
            var match = format.sniff(sample).filter(m -> m.certainty() > 0);
            if (match.isPresent() && match.get().certainty() >= 1) {
                return match;
            }
            match.ifPresent(matches::add);
        }
        // the first of equals: max() would give the last
        return matches.stream()
                .sorted(Comparator.comparingDouble(Match::certainty).reversed())
                .findFirst();
    }
}
