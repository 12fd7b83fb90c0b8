// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.spark.maintain;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.iceberg.ContentFile;
import org.apache.iceberg.ManifestContent;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.ManifestFiles;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;

/** The snapshots of a table that are to expire, and what only they have. Reads manifests; needs no Spark. */
final class ExpiredFiles {
    private final Table table;
    private final List<Snapshot> expired;

    ExpiredFiles(Table table, long before, int retained) {
        this.table = table;
        this.expired = table.expireSnapshots()
                .expireOlderThan(before)
                .retainLast(retained)
                .apply();
    }

    long snapshots() {
        return expired.size();
    }

    /** Empty where no snapshot expires. */
    Map<String, Long> counts() {
        if (expired.isEmpty()) {
            return Map.of();
        }
        var gone = expired.stream().map(Snapshot::snapshotId).collect(Collectors.toSet());
        var kept = new HashSet<ManifestFile>();
        table.snapshots().forEach(snapshot -> {
            if (!gone.contains(snapshot.snapshotId())) {
                kept.addAll(snapshot.allManifests(table.io()));
            }
        });
        var only = new HashSet<ManifestFile>();
        expired.forEach(snapshot -> only.addAll(snapshot.allManifests(table.io())));
        only.removeAll(kept);
        var files = new LinkedHashMap<String, Long>();
        only.forEach(manifest -> read(manifest, files));
        var stay = new LinkedHashMap<String, Long>();
        kept.forEach(manifest -> forget(manifest, files, stay));
        var counts = new LinkedHashMap<String, Long>();
        counts.put("expiredSnapshots", snapshots());
        counts.put("removedFiles", (long) files.size());
        counts.put(
                "removedBytes",
                files.values().stream().mapToLong(Long::longValue).sum());
        counts.put("removedManifests", only.size() + lists());
        return counts;
    }

    private long lists() {
        return expired.stream()
                .filter(snapshot -> snapshot.manifestListLocation() != null)
                .count();
    }

    private void forget(ManifestFile manifest, Map<String, Long> files, Map<String, Long> ofManifest) {
        ofManifest.clear();
        read(manifest, ofManifest);
        files.keySet().removeAll(ofManifest.keySet());
    }

    private void read(ManifestFile manifest, Map<String, Long> sizes) {
        try (var files = open(manifest)) {
            files.forEach(file -> sizes.put(file.location(), file.fileSizeInBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private CloseableIterable<? extends ContentFile<?>> open(ManifestFile manifest) {
        return manifest.content() == ManifestContent.DATA
                ? ManifestFiles.read(manifest, table.io(), table.specs())
                : ManifestFiles.readDeleteManifest(manifest, table.io(), table.specs());
    }
}
