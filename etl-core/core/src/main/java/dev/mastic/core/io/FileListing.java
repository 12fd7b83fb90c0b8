// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.io;

import dev.mastic.core.bookmark.FileItem;
import dev.mastic.core.failure.EtlException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.EtagSource;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The data files below a place: without hidden ones (names that start with {@code .} or {@code _}), without empty ones, and without
 * those that a run of Mastic has not finished committing. Of each commit it has all files or none, also of one that begins and ends
 * meanwhile; where a commit replaces files, it has either those that go or those that come.
 */
public final class FileListing {
    private static final Logger LOG = LoggerFactory.getLogger(FileListing.class);
    private static final int ATTEMPTS = 10;

    private final List<FileItem> files = new ArrayList<>();
    private final List<String> empty = new ArrayList<>();
    private final Set<String> hiddenFolders = new TreeSet<>();
    /** Folders whose notes may speak of files below them. */
    private final Set<Path> targets = new LinkedHashSet<>();

    private final UnaryOperator<List<FileItem>> selection;

    private FileListing(UnaryOperator<List<FileItem>> selection) {
        this.selection = selection;
    }

    /**
     * What lies below a place, also of what is no data.
     *
     * @param isFolder whether the place is a folder
     * @param files the data files, sorted by path
     * @param empty the paths of the files that are empty, sorted
     * @param hiddenFolders the folders that were passed over for their names, such as {@code _delta_log}; without a trailing slash
     */
    public record Listing(boolean isFolder, List<FileItem> files, List<String> empty, Set<String> hiddenFolders) {}

    /**
     * Lists a place with what is passed over there.
     *
     * @param location a folder, or one file
     * @throws NoSuchPathException if there is nothing at the location
     * @throws EtlException if commits into it begin faster than it can be listed
     */
    public static Listing look(String location, Configuration configuration) {
        return reach(location, configuration, (fs, root) -> settled(fs, root, UnaryOperator.identity()));
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
            return look.at(root.getFileSystem(configuration), root);
        } catch (FileNotFoundException e) {
            throw NoSuchPathException.of(location, configuration, e);
        } catch (UnsupportedFileSystemException e) {
            throw NoSuchPathException.scheme(location, e);
        } catch (IOException e) {
            throw new EtlException("Cannot list " + location + ": " + e.getMessage(), e);
        }
    }

    /** The path as users write it: local files without their scheme. */
    public static String plain(Path path) {
        return "file".equals(path.toUri().getScheme()) ? path.toUri().getPath() : path.toString();
    }

    /** Lists until no commit has begun, or begun to remove files, between a look at the notes before and one after. */
    static List<FileItem> list(FileSystem fs, Path location, UnaryOperator<List<FileItem>> selection)
            throws IOException {
        return settled(fs, location, selection).files();
    }

    private static Listing settled(FileSystem fs, Path location, UnaryOperator<List<FileItem>> selection)
            throws IOException {
        var root = fs.getFileStatus(location);
        var targets = holding(root);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            var before = CommitNotes.of(fs, targets);
            var listing = new FileListing(selection);
            listing.collect(DirectoryEntry.of(fs, root));
            targets.addAll(listing.targets);
            var after = CommitNotes.of(fs, targets);
            if (!after.haveTurnedSince(before)) {
                return listing.without(before, after, root.isDirectory());
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

    private Listing without(CommitNotes before, CommitNotes after, boolean isFolder) {
        var hidden = before.hidden();
        hidden.addAll(after.hidden());
        var data = files.stream()
                .filter(file -> !hidden.contains(file.path()))
                .sorted(Comparator.comparing(FileItem::path))
                .toList();
        return new Listing(isFolder, data, empty.stream().sorted().toList(), hiddenFolders);
    }

    private void collect(DirectoryEntry entry) throws IOException {
        if (!entry.isFolder()) {
            select(List.of(entry.item()));
            return;
        }
        var here = new ArrayList<FileItem>();
        for (var children = entry.children().iterator(); children.hasNext(); ) {
            var child = children.next();
            // a folder of files only was seen at one moment, notes and all
            if (child.isFolder()) {
                targets.add(entry.path());
            }
            if (isHidden(child.name())) {
                if (child.isFolder()) {
                    hiddenFolders.add(plain(child.path()));
                }
            } else if (child.isFolder()) {
                collectIfThere(child);
            } else {
                here.add(child.item());
            }
        }
        select(here);
    }

    /** A folder that goes while the folder above is listed is one that was gone before. */
    private void collectIfThere(DirectoryEntry folder) throws IOException {
        try {
            collect(folder);
        } catch (FileNotFoundException e) {
            LOG.debug("{} is gone since the folder above was listed", folder.path(), e);
        }
    }

    private void select(List<FileItem> ofOneFolder) {
        ofOneFolder.stream()
                .filter(file -> file.size() == 0)
                .map(FileItem::path)
                .forEach(empty::add);
        files.addAll(selection.apply(
                ofOneFolder.stream().filter(file -> file.size() > 0).toList()));
    }

    private static boolean isHidden(String name) {
        return name.startsWith(".") || (name.startsWith("_") && !name.contains("="));
    }

    /** A file as it is now, with no partition values. */
    public static FileItem item(FileStatus status) {
        var etag =
                status instanceof EtagSource source ? Optional.ofNullable(source.getEtag()) : Optional.<String>empty();
        return new FileItem(plain(status.getPath()), status.getLen(), status.getModificationTime(), etag, List.of());
    }
}
