// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.io;

import dev.mastic.core.bookmark.FileItem;
import dev.mastic.core.failure.IoReason;
import dev.mastic.core.io.FileListing.FolderLook;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.RecursiveAction;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One pass over all folders below a place, with what was made of the files of each. No more of the files than those of the folders that
 * are being listed are in memory at a time.
 *
 * @param <T> what is made of the files of a folder
 */
final class FolderWalk<T> {
    private static final Logger LOG = LoggerFactory.getLogger(FolderWalk.class);

    private final FolderLook<T> look;
    private final boolean goesOn;
    private final Queue<T> found = new ConcurrentLinkedQueue<>();
    private final Set<String> hiddenFolders = new ConcurrentSkipListSet<>();
    private final Map<String, String> unlisted = new ConcurrentSkipListMap<>();
    /** Folders whose notes may speak of files below them. */
    private final Set<Path> targets = ConcurrentHashMap.newKeySet();

    /** @param goesOn whether a folder that cannot be listed is only noted */
    FolderWalk(FolderLook<T> look, boolean goesOn) {
        this.look = look;
        this.goesOn = goesOn;
    }

    Queue<T> found() {
        return found;
    }

    Set<String> hiddenFolders() {
        return hiddenFolders;
    }

    /** The folders that could not be listed, and why. */
    Map<String, String> unlisted() {
        return unlisted;
    }

    Set<Path> targets() {
        return targets;
    }

    /** Walks in this thread. */
    void walk(DirectoryEntry root) throws IOException {
        for (var folder : visit(root)) {
            walkIfThere(folder);
        }
    }

    /** Walks with several threads. */
    void walk(DirectoryEntry root, int threads) throws IOException {
        var pool = new ForkJoinPool(threads);
        try {
            var folders = visit(root);
            pool.invoke(new Visits(folders));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } finally {
            pool.shutdownNow();
        }
    }

    private final class Visits extends RecursiveAction {
        private static final long serialVersionUID = 1L;
        private final transient List<DirectoryEntry> folders;

        Visits(List<DirectoryEntry> folders) {
            this.folders = folders;
        }

        @Override
        protected void compute() {
            if (folders.size() == 1) {
                visitIfThere(folders.get(0)).map(Visits::new).ifPresent(Visits::compute);
            } else if (!folders.isEmpty()) {
                ForkJoinTask.invokeAll(folders.stream()
                        .map(folder -> new Visits(List.of(folder)))
                        .toList());
            }
        }

        private Optional<List<DirectoryEntry>> visitIfThere(DirectoryEntry folder) {
            try {
                return FolderWalk.this.visitIfThere(folder);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void walkIfThere(DirectoryEntry folder) throws IOException {
        for (var below : visitIfThere(folder).orElse(List.of())) {
            walkIfThere(below);
        }
    }

    /** A folder that goes while the folder above is listed is one that was gone before. */
    private Optional<List<DirectoryEntry>> visitIfThere(DirectoryEntry folder) throws IOException {
        try {
            return Optional.of(visit(folder));
        } catch (FileNotFoundException e) {
            LOG.debug("{} is gone since the folder above was listed", folder.path(), e);
        } catch (IOException e) {
            if (!goesOn) {
                throw e;
            }
            LOG.warn("Cannot list {}", folder.path(), e);
            unlisted.put(FileListing.plain(folder.path()), IoReason.of(e));
        }
        return Optional.empty();
    }

    /** Looks at the files of a folder, or at a file; answers the folders in it. */
    private List<DirectoryEntry> visit(DirectoryEntry entry) throws IOException {
        if (!entry.isFolder()) {
            look(List.of(entry.item()));
            return List.of();
        }
        var files = new ArrayList<FileItem>();
        var folders = new ArrayList<DirectoryEntry>();
        entry.children().forEach(child -> {
            // a folder of files only was seen at one moment, notes and all
            if (child.isFolder()) {
                targets.add(entry.path());
            }
            if (!FileListing.isHidden(child.name())) {
                if (child.isFolder()) {
                    folders.add(child);
                } else {
                    files.add(child.item());
                }
            } else if (child.isFolder()) {
                hiddenFolders.add(FileListing.plain(child.path()));
            }
        });
        look(files);
        return folders;
    }

    private void look(List<FileItem> all) {
        var files = new ArrayList<FileItem>(all.size());
        var empty = new ArrayList<String>();
        for (var file : all) {
            if (file.size() > 0) {
                files.add(file);
            } else {
                empty.add(file.path());
            }
        }
        found.add(look.of(files, empty));
    }
}
