// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler.sample;

import dev.mastic.core.crawl.ManifestStore;
import dev.mastic.core.io.Match;
import dev.mastic.crawler.sample.Rereadings.Reading;
import dev.mastic.crawler.sample.SeenCodec.Seen;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What crawls have seen below one target: that of the crawls before, and that of this one, which {@link #save} keeps for the next. With
 * it a crawl finds what it would find without, but need not read what it has read already.
 */
public final class Memory {
    private static final Logger LOG = LoggerFactory.getLogger(Memory.class);
    /** So many folders are written down by one thread before it takes others. */
    private static final int FOLDERS_AT_ONCE = 256;

    private final ManifestStore store;
    private final ManifestStore.Target target;
    private final String fingerprint;
    private final boolean isFirst;
    private final Map<String, ManifestStore.Folder> kept;
    private final Map<String, FolderSample> samples = new ConcurrentHashMap<>();
    private final Map<String, PackedFiles> changed = new ConcurrentHashMap<>();
    private final Map<String, Rereadings> rereadings = new ConcurrentHashMap<>();
    private final Set<String> opened = ConcurrentHashMap.newKeySet();

    private Memory(
            ManifestStore store,
            ManifestStore.Target target,
            String fingerprint,
            Optional<List<ManifestStore.Folder>> kept) {
        this.store = store;
        this.target = target;
        this.fingerprint = fingerprint;
        this.isFirst = kept.isEmpty();
        this.kept = kept.orElse(List.of()).stream()
                .collect(Collectors.toMap(ManifestStore.Folder::path, Function.identity()));
    }

    /**
     * What the state remembers of a target. Reads it.
     *
     * @param fingerprint stands for all but the files that what is seen depends on
     */
    public static Memory of(ManifestStore store, ManifestStore.Target target, String fingerprint) {
        return new Memory(store, target, fingerprint, store.folders(target, fingerprint));
    }

    /** Whether no crawl was here before. */
    public boolean isFirst() {
        return isFirst;
    }

    /** The folders that crawls have seen before. */
    public Set<String> folders() {
        return kept.keySet();
    }

    /** How many files the folder had. */
    public long files(String folder) {
        return kept.get(folder).files();
    }

    /** The listing of a folder as it was; without files where there was none. */
    public PackedFiles listing(String folder) {
        return Optional.ofNullable(store.files(target, List.of(folder)).get(folder))
                .map(bytes -> PackedFiles.ofStore(folder, bytes))
                .orElseGet(() -> PackedFiles.of(folder, List.of()));
    }

    /** A folder as it was seen before, whatever lies there now; empty if that cannot be known. */
    public Optional<FolderSample> asBefore(String folder) {
        return recall(folder).map(seen -> {
            rereadings.put(folder, new Rereadings(seen.readings()));
            return take(seen.sample().naming(() -> listing(folder)));
        });
    }

    /**
     * What was seen in the files of a folder, where it is still all that is to be seen.
     *
     * @param size how many of them are to be looked into
     */
    Optional<FolderSample> same(PackedFiles files, int size) {
        var row = kept.get(files.folder());
        if (row == null || !row.hash().equals(files.hash())) {
            return Optional.empty();
        }
        return recall(files.folder())
                .filter(seen -> seen.sample().size() == size)
                .map(seen -> {
                    rereadings.put(files.folder(), new Rereadings(seen.readings()));
                    return take(seen.sample(), files);
                });
    }

    /** What was seen in the files of a folder where there is more to be seen now. */
    FolderSample before(PackedFiles files, int size) {
        var folder = files.folder();
        var before = recall(folder);
        var readings = new HashMap<>(before.map(Seen::readings).orElse(Map.of()));
        readings.keySet().removeIf(reading -> !before.orElseThrow().sample().isSettled(reading.file()));
        rereadings.put(folder, new Rereadings(readings));
        changed.put(folder, files);
        return before.map(Seen::sample).orElseGet(() -> new FolderSample(folder, 0, size, List.of(), List.of()));
    }

    /** Remembers what was seen in a folder. */
    FolderSample take(FolderSample sample, PackedFiles files) {
        return take(sample.naming(() -> files));
    }

    private FolderSample take(FolderSample sample) {
        samples.put(sample.folder(), sample);
        return sample;
    }

    private Optional<Seen> recall(String folder) {
        try {
            var row = kept.get(folder);
            return row == null ? Optional.empty() : Optional.of(SeenCodec.read(row.seen()));
        } catch (IOException e) {
            LOG.warn("Cannot read what was seen in {}, so its files are read again", folder, e);
            return Optional.empty();
        }
    }

    /** A file in another dialect: as it was read before, else read now. */
    public Optional<SampledFile> reread(
            SampledFile file, Match like, BiFunction<SampledFile, Match, Optional<SampledFile>> read) {
        var readings = rereadings.get(PackedFiles.folderOf(file.path()));
        return readings.of(new Reading(file.file(), like), () -> {
                    opened(file.path());
                    return read.apply(file, like);
                })
                .map(again -> again.with(file.alike())
                        .with(again.match().withEvidence(file.match().evidence())));
    }

    /** Takes note that a file was read. */
    void opened(String path) {
        opened.add(path);
    }

    /** How many files this crawl has read. */
    public long opened() {
        return opened.size();
    }

    /** Keeps what was seen for the next crawl. */
    public void save() {
        var rows = rows(List.copyOf(changedFolders()));
        var gone = new ArrayList<>(kept.keySet());
        gone.removeAll(samples.keySet());
        if (isFirst || !rows.isEmpty() || !gone.isEmpty()) {
            store.put(target, fingerprint, rows, gone);
        }
    }

    private Collection<String> changedFolders() {
        var folders = new HashSet<>(changed.keySet());
        rereadings.forEach((folder, readings) -> {
            if (readings.isChanged()) {
                folders.add(folder);
            }
        });
        return folders;
    }

    private List<ManifestStore.Row> rows(List<String> folders) {
        return IntStream.range(0, (folders.size() + FOLDERS_AT_ONCE - 1) / FOLDERS_AT_ONCE)
                .parallel()
                .mapToObj(
                        i -> folders.subList(i * FOLDERS_AT_ONCE, Math.min(folders.size(), (i + 1) * FOLDERS_AT_ONCE)))
                .flatMap(this::rowsOf)
                .toList();
    }

    private Stream<ManifestStore.Row> rowsOf(List<String> folders) {
        try (var deflating = new Words.Deflating()) {
            return folders.stream().map(folder -> row(folder, deflating)).toList().stream();
        }
    }

    private ManifestStore.Row row(String folder, Words.Deflating deflating) {
        var sample = samples.get(folder);
        var files = Optional.ofNullable(changed.get(folder)).orElseGet(() -> listing(folder));
        var seen = SeenCodec.write(new Seen(sample, rereadings.get(folder).all()), deflating);
        var hash = sample.isSettled() ? files.hash() : "";
        return new ManifestStore.Row(
                new ManifestStore.Folder(folder, hash, files.count(), seen), files.forStore(deflating));
    }
}
