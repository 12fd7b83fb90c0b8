// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler.listing;

import dev.mastic.core.crawl.CrawlProgress;
import dev.mastic.core.crawl.CrawlTarget;
import dev.mastic.core.crawl.ManifestStore;
import dev.mastic.core.crawl.RecrawlBehavior;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.io.Match;
import dev.mastic.crawler.sample.FolderSample;
import dev.mastic.crawler.sample.ManifestFingerprint;
import dev.mastic.crawler.sample.Memory;
import dev.mastic.crawler.sample.PackedFiles;
import dev.mastic.crawler.sample.SampleChoice;
import dev.mastic.crawler.sample.Sampler;
import dev.mastic.crawler.sample.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one crawl looks at, and what it takes from the memory of the crawls before.
 *
 * @param crawler whose memory it is
 * @param fingerprint stands for all but the files that what is seen depends on
 * @param allFilesBelow how many files a target may hold at most so that all of them are read
 * @param memories by the location of the target; filled as targets are asked for
 */
public record Recrawl(
        RecrawlBehavior behavior,
        String crawler,
        ManifestStore store,
        String fingerprint,
        long allFilesBelow,
        Map<String, Memory> memories) {
    /** A step between sizes, so that they seldom change as folders come. */
    private static final int STEP = 4;

    public static Recrawl of(
            RecrawlBehavior behavior, String crawler, ManifestStore store, String fingerprint, long allFilesBelow) {
        return new Recrawl(behavior, crawler, store, fingerprint, allFilesBelow, new TreeMap<>());
    }

    /** The same for files that are all read in one way, with a memory of its own. */
    public Recrawl readingAs(Match match) {
        return of(behavior, crawler, store, ManifestFingerprint.of(fingerprint, match), allFilesBelow);
    }

    public Memory memory(String location) {
        return memories.computeIfAbsent(
                location, place -> Memory.of(store, new ManifestStore.Target(crawler, place), fingerprint));
    }

    /**
     * The targets with the folders that are looked at.
     *
     * @param changed the files that are said to have changed
     * @throws UsageException if there are some, and the crawl is not one of events, or has several targets
     */
    public List<Target> targets(TargetListing listing, List<CrawlTarget.Folder> asked, List<String> changed) {
        if (!changed.isEmpty() && behavior != RecrawlBehavior.CRAWL_EVENT_MODE) {
            throw new UsageException("Cannot crawl changed files only: the crawler's recrawl behavior is " + behavior
                    + " (expected " + RecrawlBehavior.CRAWL_EVENT_MODE + ")");
        }
        return switch (behavior) {
            case CRAWL_EVERYTHING -> listing.list(asked);
            case CRAWL_NEW_FOLDERS_ONLY ->
                listing.list(asked).stream()
                        .map(target -> target.onlyNew(memory(target.location()).folders()))
                        .toList();
            case CRAWL_EVENT_MODE -> List.of(changedOnly(listing, asked, changed));
        };
    }

    private Target changedOnly(TargetListing listing, List<CrawlTarget.Folder> asked, List<String> changed) {
        if (asked.size() != 1) {
            throw new UsageException(
                    "Cannot crawl changed files only: there are " + asked.size() + " targets (expected one folder)");
        }
        var memory = memory(listing.location(asked.get(0)));
        return memory.isFirst()
                ? listing.list(asked).get(0)
                : new ChangedTarget(listing, asked.get(0), memory).of(changed);
    }

    /** Looks into the files of a target, as far as it must; in the order of the folders. */
    public List<FolderSample> sample(Target target, Sampler sampler, CrawlProgress progress) {
        var memory = memory(target.location());
        int size = size(target, memory);
        var open = new ArrayList<>(target.folders());
        var samples = new ArrayList<FolderSample>();
        for (var folder : target.kept()) {
            // what cannot be remembered is read again
            memory.asBefore(folder).ifPresentOrElse(samples::add, () -> open.add(memory.listing(folder)));
        }
        open.removeIf(PackedFiles::isEmpty);
        samples.addAll(sampler.sample(open, target.listed(), size, memory, progress));
        return samples;
    }

    /** Many files are spread over the folders, but for at least one of each. */
    private int size(Target target, Memory memory) {
        if (target.asked().sampleSize().isPresent()) {
            return target.asked().sampleSize().getAsInt();
        }
        if (files(target, memory) <= allFilesBelow) {
            return SampleChoice.ALL;
        }
        long most = allFilesBelow / (target.folders().size() + target.kept().size());
        int size = 1;
        while ((long) size * STEP <= most) {
            size *= STEP;
        }
        return size;
    }

    private static long files(Target target, Memory memory) {
        return target.folders().stream().mapToLong(PackedFiles::count).sum()
                + target.kept().stream().mapToLong(memory::files).sum();
    }

    /** How many files there are in the targets. */
    public long files(List<Target> targets) {
        return targets.stream()
                .mapToLong(target -> files(target, memory(target.location())))
                .sum();
    }

    /** How many files the crawl has read. */
    public long filesRead() {
        return memories.values().stream().mapToLong(Memory::opened).sum();
    }

    /** Keeps what was seen for the next crawl. */
    public void save() {
        memories.values().forEach(Memory::save);
    }
}
