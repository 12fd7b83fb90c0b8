// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.crawl;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What crawls remember of the files below their targets, so that they need not read them again: one row a folder. What a row means is
 * the crawler's; the store keeps bytes. Each call is one transaction; implementations are thread-safe and may be used by several processes
 * at once, of which the last to write a row wins. No call runs a Spark job.
 */
public interface ManifestStore {
    /** Forgets everything at once. */
    ManifestStore NONE = new ManifestStore() {
        @Override
        public Optional<List<Folder>> folders(Target target, String fingerprint) {
            return Optional.empty();
        }

        @Override
        public Map<String, byte[]> files(Target target, Collection<String> folders) {
            return Map.of();
        }

        @Override
        public void put(Target target, String fingerprint, List<Row> changed, Collection<String> gone) {}

        @Override
        public void forget(String crawler) {}
    };

    /**
     * Whose memory it is.
     *
     * @param location of a target of the crawler
     */
    record Target(String crawler, String location) {}

    /**
     * A folder that holds files.
     *
     * @param path with a trailing slash
     * @param hash stands for the versions of all its files; empty if they must be looked at again in any case
     * @param files how many there are
     * @param seen what was seen in those that were read
     */
    record Folder(String path, String hash, long files, byte[] seen) {}

    /**
     * A folder with its files.
     *
     * @param listing their names and versions
     */
    record Row(Folder folder, byte[] listing) {}

    /**
     * The folders of a target, in no order; empty where nothing is kept under this fingerprint.
     *
     * @param fingerprint stands for all but the files that what is remembered depends on
     */
    Optional<List<Folder>> folders(Target target, String fingerprint);

    /** The listings of some folders, by their paths. */
    Map<String, byte[]> files(Target target, Collection<String> folders);

    /**
     * Adds and replaces folders, and forgets others. What was kept under another fingerprint is forgotten.
     *
     * @param gone the paths of folders that are no longer there
     */
    void put(Target target, String fingerprint, List<Row> changed, Collection<String> gone);

    /** Forgets all targets of a crawler. */
    void forget(String crawler);
}
