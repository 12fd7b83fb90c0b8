// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.demo;

import dev.mastic.core.failure.EtlException;
import dev.mastic.core.failure.UsageException;
import dev.mastic.submit.verb.InstallationFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The folder of a demo: a copy of the data without its newest partition, and of the jobs.
 *
 * @param data where the data came from
 * @param newest the partition that is added later, such as {@code year=2025}
 */
record DemoFolder(Path root, Path data, String newest) {
    private static final String PARTITIONED = "memberships_by_year";
    private static final List<String> JOBS = List.of("legislators-history.conf", "legislators-persons.conf");

    /**
     * Makes the folder.
     *
     * @throws UsageException if the data has not the shape of the bundled one, or the folder is there already
     */
    static DemoFolder make(Optional<Path> into, Optional<Path> data) {
        var examples = InstallationFolder.home().resolve("examples");
        var source = data.orElseGet(() -> examples.resolve("data/legislators"))
                .toAbsolutePath()
                .normalize();
        var newest = newest(source);
        var root = into.map(DemoFolder::fresh)
                .orElseGet(DemoFolder::next)
                .toAbsolutePath()
                .normalize();
        var folder = new DemoFolder(root, source, newest);
        try {
            folder.copy(source, folder.file("data/legislators"), path -> !path.startsWith(folder.newestSource()));
            for (var job : JOBS) {
                Files.copy(examples.resolve("jobs").resolve(job), folder.file(job));
            }
        } catch (IOException e) {
            throw new EtlException("Cannot prepare " + root + ": " + e.getMessage(), e);
        }
        return folder;
    }

    Path file(String name) {
        return root.resolve(name);
    }

    List<Path> jobs() {
        return JOBS.stream().map(this::file).toList();
    }

    /** Adds the partition that was left out. */
    void addNewest() {
        try {
            copy(newestSource(), file("data/legislators").resolve(PARTITIONED).resolve(newest), path -> true);
        } catch (IOException e) {
            throw new EtlException("Cannot add " + newest + ": " + e.getMessage(), e);
        }
    }

    private Path newestSource() {
        return data.resolve(PARTITIONED).resolve(newest);
    }

    private void copy(Path from, Path to, Predicate<Path> wanted) throws IOException {
        try (var paths = Files.walk(from)) {
            for (var path : (Iterable<Path>) paths.filter(wanted)::iterator) {
                var target = to.resolve(from.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(path, target);
                }
            }
        }
    }

    private static String newest(Path data) {
        var partitioned = data.resolve(PARTITIONED);
        if (!Files.isDirectory(partitioned)) {
            throw new UsageException("Cannot play the demo on " + data + ": it has no folder " + PARTITIONED
                    + " (expected persons, organizations, areas, " + PARTITIONED + "/year=…)");
        }
        try (var folders = Files.list(partitioned)) {
            var years = folders.map(path -> path.getFileName().toString())
                    .filter(name -> name.startsWith("year="))
                    .sorted(Comparator.naturalOrder())
                    .toList();
            if (years.size() < 2) {
                throw new UsageException("Cannot play the demo on " + data + ": " + PARTITIONED + " has " + years.size()
                        + " partitions year=… (expected two or more)");
            }
            return years.get(years.size() - 1);
        } catch (IOException e) {
            throw new EtlException("Cannot list " + partitioned + ": " + e.getMessage(), e);
        }
    }

    private static Path fresh(Path wanted) {
        if (Files.exists(wanted)) {
            throw new UsageException(
                    "Cannot make the demo in " + wanted + ": it is there already; name another folder");
        }
        return wanted;
    }

    private static Path next() {
        var first = Path.of("mastic-demo");
        for (int i = 2; Files.exists(first); i++) {
            first = Path.of("mastic-demo-" + i);
        }
        return first;
    }
}
