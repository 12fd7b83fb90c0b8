// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler;

import dev.mastic.core.bookmark.FileItem;
import dev.mastic.core.crawl.ClassifierSpec;
import dev.mastic.core.crawl.CrawlProgress;
import dev.mastic.core.crawl.CrawlReport.Skipped;
import dev.mastic.core.failure.EtlException;
import dev.mastic.core.io.Format;
import dev.mastic.core.io.Match;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at files, or at some of each folder. The results stand in the order of the files, whatever was first.
 *
 * @param looks where they are looked at
 */
record Sampler(FileLook look, Looks looks) {
    private static final Logger LOG = LoggerFactory.getLogger(Sampler.class);

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

    Configuration configuration() {
        return look.configuration();
    }

    Format format(Match match) {
        return look.format(match);
    }

    /** The same with custom classifiers before all formats. */
    Sampler with(List<ClassifierSpec> classifiers) {
        return new Sampler(look.plan().with(classifiers).open(configuration()), looks);
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
        var outcomes = looks.at(files, look, progress);
        for (int i = 0; i < files.size(); i++) {
            var file = files.get(i);
            if (outcomes.get(i) instanceof Outcome.Read found) {
                read.add(SampledFile.of(file, found));
            } else if (outcomes.get(i) instanceof Outcome.Refused refused) {
                skipped.add(new Skipped(file.path(), refused.reason()));
                if (refused.unknown()) {
                    unknown.add(file.path());
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
            return Optional.of(SampledFile.of(sampled.file(), look.read(sampled.file(), match, sampled.classifier())));
        } catch (EtlException e) {
            LOG.debug("{} is not {}", sampled.path(), match.dialect(), e);
            return Optional.empty();
        }
    }
}
