// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.testkit;

import dev.mastic.core.crawl.ManifestStore;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A whole {@link ManifestStore} in memory, for tests: one lock makes each call a transaction. Counts its writes. */
public final class InMemoryManifests implements ManifestStore {
    private final Map<Target, Manifest> manifests = new HashMap<>();
    private long writes;

    private record Manifest(String fingerprint, Map<String, Row> rows) {}

    /** How many calls have written something. */
    public synchronized long writes() {
        return writes;
    }

    @Override
    public synchronized Optional<List<Folder>> folders(Target target, String fingerprint) {
        return Optional.ofNullable(manifests.get(target))
                .filter(manifest -> manifest.fingerprint().equals(fingerprint))
                .map(manifest ->
                        manifest.rows().values().stream().map(Row::folder).toList());
    }

    @Override
    public synchronized Map<String, byte[]> files(Target target, Collection<String> folders) {
        var found = new HashMap<String, byte[]>();
        var rows =
                Optional.ofNullable(manifests.get(target)).map(Manifest::rows).orElse(Map.of());
        folders.stream()
                .filter(rows::containsKey)
                .forEach(path -> found.put(path, rows.get(path).listing()));
        return found;
    }

    @Override
    public synchronized void put(Target target, String fingerprint, List<Row> changed, Collection<String> gone) {
        writes++;
        var manifest = Optional.ofNullable(manifests.get(target))
                .filter(known -> known.fingerprint().equals(fingerprint))
                .orElseGet(() -> new Manifest(fingerprint, new TreeMap<>()));
        manifests.put(target, manifest);
        gone.forEach(manifest.rows()::remove);
        changed.forEach(row -> manifest.rows().put(row.folder().path(), row));
    }

    @Override
    public synchronized void forget(String crawler) {
        manifests.keySet().removeIf(target -> target.crawler().equals(crawler));
    }
}
