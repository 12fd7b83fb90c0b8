// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.testing;

import dev.mastic.core.failure.EtlException;
import dev.mastic.core.failure.UsageException;
import dev.mastic.engine.JobTestFile;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Finds files of tests. */
final class TestFiles extends SimpleFileVisitor<Path> {
    private final SortedSet<Path> found = new TreeSet<>();

    private TestFiles() {}

    /**
     * The files of tests that are named, that stand beside named jobs, or that lie below named folders, but for hidden ones.
     *
     * @throws UsageException if there are none, or a name means none
     */
    static List<Path> below(List<Path> places) {
        var files = new TestFiles();
        places.forEach(files::add);
        if (files.found.isEmpty()) {
            throw new UsageException("No tests below " + places.get(0).toAbsolutePath() + " (expected files *"
                    + JobTestFile.ENDING + ")");
        }
        return List.copyOf(files.found);
    }

    private void add(Path place) {
        if (Files.isDirectory(place.toAbsolutePath())) {
            walk(place.toAbsolutePath().normalize());
        } else if (isTests(place)) {
            found.add(existing(place, place));
        } else {
            var name = place.getFileName().toString().replaceFirst("\\.conf$", "");
            found.add(existing(place.resolveSibling(name + JobTestFile.ENDING), place));
        }
    }

    private static Path existing(Path file, Path named) {
        if (!Files.isRegularFile(file)) {
            throw new UsageException("No tests of " + named + ": there is no file " + file);
        }
        return file.toAbsolutePath().normalize();
    }

    private void walk(Path folder) {
        try {
            Files.walkFileTree(folder, this);
        } catch (IOException e) {
            throw new EtlException("Cannot look for tests below " + folder + ": " + e.getMessage(), e);
        }
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
        var name = folder.getFileName();
        return name != null && name.toString().startsWith(".")
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        if (isTests(file)) {
            found.add(file);
        }
        return FileVisitResult.CONTINUE;
    }

    private static boolean isTests(Path file) {
        return file.getFileName().toString().endsWith(JobTestFile.ENDING);
    }
}
