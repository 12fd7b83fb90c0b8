// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.io;

import dev.mastic.core.bookmark.FileItem;
import dev.mastic.core.failure.EtlException;
import dev.mastic.core.failure.IoReason;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.EtagSource;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.UnsupportedFileSystemException;

/**
 * The data files below a place: without hidden ones (names that start with {@code .} or {@code _}), without empty ones, and without
 * those that a run of Mastic has not finished committing. Of each commit it has all files or none, also of one that begins and ends
 * meanwhile; where a commit replaces files, it has either those that go or those that come.
 */
public final class FileListing {
    private static final int ATTEMPTS = 10;

    private FileListing() {}

    /** Makes something of the files of one folder, in any thread. It must not depend on which folder came before. */
    public interface FolderLook<T> {
        /**
         * What is made of the files.
         *
         * @param files the data files, in no order
         * @param empty the paths of the files that are empty
         */
        T of(List<FileItem> files, List<String> empty);
    }

    /**
     * What lies below a place, folder by folder.
     *
     * @param isFolder whether the place is a folder
     * @param folders what was made of each folder, also of those without files; in no order
     * @param hiddenFolders the folders that were passed over for their names, such as {@code _delta_log}; without a trailing slash
     * @param unlisted the folders that could not be listed, and why
     * @param uncommitted the paths of files that do not count, because a run has not finished to commit or to remove them
     */
    public record Walked<T>(
            boolean isFolder,
            List<T> folders,
            Set<String> hiddenFolders,
            Map<String, String> unlisted,
            Set<String> uncommitted) {}

    /**
     * Lists a place by several threads, folder by folder. A folder below it that cannot be listed does not stop the listing of the others.
     *
     * @param location a folder, or one file
     * @throws NoSuchPathException if there is nothing at the location
     * @throws EtlException if the place itself cannot be listed, or commits into it begin faster than it can be listed
     */
    public static <T> Walked<T> walk(String location, Configuration configuration, int threads, FolderLook<T> look) {
        return reach(
                location,
                configuration,
                (fs, root) -> settled(fs, root, entry -> {
                    var walk = new FolderWalk<T>(look, true);
                    walk.walk(entry, threads);
                    return walk;
                }));
    }

    /**
     * All data files, sorted by path, with no partition values.
     *
     * @param location a folder, or one file
     * @throws NoSuchPathException if there is nothing at the location
     * @throws EtlException if commits into it begin faster than it can be listed
     */
    public static List<FileItem> list(String location, Configuration configuration) {
        return list(location, configuration, UnaryOperator.identity());
    }

    /**
     * Some data files, sorted by path, with no partition values. No more of the others than those of one folder are in memory at a time.
     *
     * @param selection what is wanted of the files of one folder, which come in no order; it must not depend on which folder came before
     * @throws NoSuchPathException if there is nothing at the location
     * @throws EtlException if commits into it begin faster than it can be listed
     */
    public static List<FileItem> list(
            String location, Configuration configuration, UnaryOperator<List<FileItem>> selection) {
        return reach(location, configuration, (fs, root) -> list(fs, root, selection));
    }

    private interface Look<T> {
        T at(FileSystem fs, Path root) throws IOException;
    }

    private static <T> T reach(String location, Configuration configuration, Look<T> look) {
        var root = new Path(location);
        try {
            return look.at(FileSystems.of(root, configuration), root);
        } catch (FileNotFoundException e) {
            throw NoSuchPathException.of(location, configuration, e);
        } catch (UnsupportedFileSystemException e) {
            throw NoSuchPathException.scheme(location, e);
        } catch (IOException e) {
            throw new EtlException("Cannot list " + location + ": " + IoReason.of(e), e);
        }
    }

    /** The path as users write it: local files without their scheme. */
    public static String plain(Path path) {
        return "file".equals(path.toUri().getScheme()) ? path.toUri().getPath() : path.toString();
    }

    /** Lists until no commit has begun, or begun to remove files, between a look at the notes before and one after. */
    static List<FileItem> list(FileSystem fs, Path location, UnaryOperator<List<FileItem>> selection)
            throws IOException {
        var walked = settled(fs, location, root -> {
            var walk = new FolderWalk<List<FileItem>>((files, empty) -> selection.apply(files), false);
            walk.walk(root);
            return walk;
        });
        return walked.folders().stream()
                .flatMap(List::stream)
                .filter(file -> !walked.uncommitted().contains(file.path()))
                .sorted(Comparator.comparing(FileItem::path))
                .toList();
    }

    private interface Pass<T> {
        FolderWalk<T> over(DirectoryEntry root) throws IOException;
    }

    private static <T> Walked<T> settled(FileSystem fs, Path location, Pass<T> pass) throws IOException {
        var root = fs.getFileStatus(location);
        var targets = holding(root);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            var before = CommitNotes.of(fs, targets);
            var walk = pass.over(DirectoryEntry.deep(fs, root));
            targets.addAll(walk.targets());
            var after = CommitNotes.of(fs, targets);
            if (!after.haveTurnedSince(before)) {
                var uncommitted = before.hidden();
                uncommitted.addAll(after.hidden());
                return new Walked<>(
                        root.isDirectory(),
                        List.copyOf(walk.found()),
                        walk.hiddenFolders(),
                        walk.unlisted(),
                        uncommitted);
            }
        }
        throw new EtlException(
                "Cannot list " + plain(root.getPath()) + ": it is being written all the time (in each of " + ATTEMPTS
                        + " attempts a commit began): run again when fewer jobs write there");
    }

    /** The targets that the place may be or lie in. */
    private static Set<Path> holding(FileStatus root) {
        var folders = new LinkedHashSet<Path>();
        var innermost = root.isFile() ? root.getPath().getParent() : root.getPath();
        for (var folder = innermost; folder != null; folder = folder.getParent()) {
            folders.add(folder);
        }
        return folders;
    }

    /** Whether a file or folder of this name is no data. */
    public static boolean isHidden(String name) {
        return name.startsWith(".") || (name.startsWith("_") && !name.contains("="));
    }

    /** A file as it is now, with no partition values. */
    public static FileItem item(FileStatus status) {
        var etag =
                status instanceof EtagSource source ? Optional.ofNullable(source.getEtag()) : Optional.<String>empty();
        return new FileItem(plain(status.getPath()), status.getLen(), status.getModificationTime(), etag, List.of());
    }
}
