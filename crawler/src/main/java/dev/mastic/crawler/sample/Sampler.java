// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler.sample;

import dev.mastic.core.bookmark.FileItem;
import dev.mastic.core.crawl.ClassifierSpec;
import dev.mastic.core.crawl.CrawlProgress;
import dev.mastic.core.failure.EtlException;
import dev.mastic.core.io.Format;
import dev.mastic.core.io.Match;
import dev.mastic.crawler.look.FileLook;
import dev.mastic.crawler.look.Looks;
import dev.mastic.crawler.look.Outcome;
import dev.mastic.crawler.look.Parallel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at files of folders, as far as crawls before have not. The results stand in the order of the folders, whatever was first.
 *
 * @param looks where files are looked at
 * @param threads how many folders are prepared at a time
 */
public record Sampler(FileLook look, Looks looks, int threads) {
    private static final Logger LOG = LoggerFactory.getLogger(Sampler.class);
    /** The files of so many folders are in memory by name. */
    private static final int FOLDERS_AT_ONCE = 1024;

    public Configuration configuration() {
        return look.configuration();
    }

    public Format format(Match match) {
        return look.format(match);
    }

    /** The same with custom classifiers before all formats. */
    public Sampler with(List<ClassifierSpec> classifiers) {
        return new Sampler(look.plan().with(classifiers).open(configuration()), looks, threads);
    }

    /** The same for files that are known to be of a kind. */
    public Sampler reading(Match match) {
        return new Sampler(look.plan().reading(match).open(configuration()), looks, threads);
    }

    /**
     * Classifies and reads files of each folder, as far as the memory does not know them. One that cannot be read or that no format knows is
     * refused with the reason.
     *
     * @param listed when the folders were listed, in milliseconds since 1970
     * @param size how many files of each folder
     */
    public List<FolderSample> sample(
            List<PackedFiles> folders, long listed, int size, Memory memory, CrawlProgress progress) {
        var samples = new ArrayList<FolderSample>();
        try (var parallel = new Parallel(threads)) {
            for (int from = 0; from < folders.size(); from += FOLDERS_AT_ONCE) {
                var some = folders.subList(from, Math.min(from + FOLDERS_AT_ONCE, folders.size()));
                var opened = parallel.map(some, files -> FolderLook.of(files, listed, size, memory));
                look(opened, memory, parallel, progress);
                samples.addAll(parallel.map(opened, folder -> folder.sample(memory)));
            }
        }
        return samples;
    }

    /** Looks at files of all these folders until none asks for more. */
    private void look(List<FolderLook> folders, Memory memory, Parallel parallel, CrawlProgress progress) {
        var open = folders;
        while (!open.isEmpty()) {
            var next = parallel.map(open, FolderLook::next);
            var files = next.stream().flatMap(List::stream).toList();
            files.forEach(file -> memory.opened(file.path()));
            take(open, next, looks.at(files, look, progress));
            var asking = open;
            open = IntStream.range(0, asking.size())
                    .filter(i -> !next.get(i).isEmpty())
                    .mapToObj(asking::get)
                    .toList();
        }
    }

    private static void take(List<FolderLook> folders, List<List<FileItem>> files, List<Outcome> outcomes) {
        int at = 0;
        for (int i = 0; i < folders.size(); i++) {
            for (var file : files.get(i)) {
                folders.get(i).take(file, outcomes.get(at++));
            }
        }
    }

    /** The same file read in another dialect; empty if it cannot be. */
    public Optional<SampledFile> reread(SampledFile sampled, Match like) {
        var match = new Match(
                like.format(),
                like.classification(),
                like.certainty(),
                sampled.match().compression(),
                like.dialect());
        try {
            return Optional.of(SampledFile.of(sampled.file(), look.read(sampled.file(), match, sampled.classifier())));
        } catch (EtlException e) {
            LOG.debug("{} is not {}", sampled.path(), match.dialect(), e);
            return Optional.empty();
        }
    }
}
