// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler.grouping;

import dev.mastic.core.io.Format.Together;
import dev.mastic.core.io.Match;
import dev.mastic.core.type.Observed;
import dev.mastic.core.type.Resolution;
import dev.mastic.core.type.Type;
import dev.mastic.crawler.grouping.Similarity.Link;
import dev.mastic.crawler.grouping.TableFiles.Reason;
import dev.mastic.crawler.look.Parallel;
import dev.mastic.crawler.sample.Kind;
import dev.mastic.crawler.sample.Memory;
import dev.mastic.crawler.sample.SampledFile;
import dev.mastic.crawler.sample.Sampler;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Brings files into one dialect where they can be one table. What one of them proves of how values are spelled holds for those that prove
 * nothing, as their format decides; a short file that fits several dialects takes the most frequent one, where it changes nothing in the
 * columns and types of the others. Reads files again for it.
 */
public record SharedDialects(Memory memory, Sampler sampler) {
    /**
     * Files, some of them read again.
     *
     * @param conflicts what they say against each other
     */
    record Shared(List<SampledFile> files, List<String> conflicts) {
        /** The reason for a table of these files. */
        Reason explained(Reason reason) {
            return conflicts.isEmpty()
                    ? reason
                    : new Reason(reason.rule(), reason.why() + "; " + String.join("; ", conflicts));
        }
    }

    /**
     * The same files in the same order.
     *
     * @param link how like each other the columns of files are that may be one table
     */
    Shared of(List<SampledFile> files, Link link) {
        if (files.size() < 2) {
            return new Shared(files, List.of());
        }
        var together = together(files, link);
        var spelled = together.map(shared -> spelled(files, shared)).orElse(files);
        return new Shared(likeMost(spelled), together.map(Together::conflicts).orElse(List.of()));
    }

    /** What the files with the most common columns say together. */
    private Optional<Together> together(List<SampledFile> files, Link link) {
        var like = Similarity.majority(
                        files, file -> file.match().format(), SampledFile::columns, SampledFile::count, link)
                .orElseThrow()
                .members();
        var matches = new HashMap<Match, Long>();
        like.forEach(file -> matches.merge(file.match(), file.count(), Long::sum));
        return matches.size() == 1
                ? Optional.empty()
                : sampler.format(like.get(0).match()).together(matches);
    }

    private List<SampledFile> spelled(List<SampledFile> files, Together shared) {
        try (var parallel = new Parallel(sampler.threads())) {
            return parallel.map(
                    files, file -> shared.files().contains(file.match()) ? spelled(file, shared.dialect()) : file);
        }
    }

    private SampledFile spelled(SampledFile file, Map<String, String> dialect) {
        var match = file.match();
        return match.dialect().equals(dialect)
                ? file
                : read(file, new Match(match.format(), match.classification(), 1, "none", dialect))
                        .map(again -> again.asCertainAs(file))
                        .orElse(file);
    }

    private List<SampledFile> likeMost(List<SampledFile> files) {
        var common = Kind.mostFrequent(files);
        var model = files.stream().filter(file -> file.kind().equals(common)).toList();
        if (model.size() == files.size()) {
            return files;
        }
        var seen = SampledFile.merge(model);
        var like = model.get(0).match().withEvidence(Map.of());
        return files.stream()
                .map(file -> file.kind().equals(common) || !file.kind().format().equals(common.format())
                        ? file
                        : read(file, like).filter(again -> fits(again, seen)).orElse(file))
                .toList();
    }

    private Optional<SampledFile> read(SampledFile file, Match like) {
        return memory.reread(file, like, sampler::reread);
    }

    private static boolean fits(SampledFile again, Observed model) {
        return !again.columns().isEmpty() && fields(model).equals(fields(model.merge(again.observed())));
    }

    private static Set<Type.Field> fields(Observed rows) {
        return Set.copyOf(Resolution.GLUE.resolveRows(rows).fields());
    }
}
