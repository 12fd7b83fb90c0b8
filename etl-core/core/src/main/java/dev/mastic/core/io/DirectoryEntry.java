// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.io;

import dev.mastic.core.bookmark.FileItem;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.hadoop.fs.CommonPathCapabilities;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A file or a folder, as the listing of the folder around it has shown it. Links are what they lead to, but for those to a folder around them. */
sealed interface DirectoryEntry permits DirectoryEntry.InFileSystem, DirectoryEntry.OnDisk, StoredTree {
    Logger LOG = LoggerFactory.getLogger(DirectoryEntry.class);
    /** What Hadoop calls file systems whose versions have names: stores of objects. */
    String ETAGS = CommonPathCapabilities.ETAGS_AVAILABLE;

    /** What is at this place of a file system. */
    static DirectoryEntry of(FileSystem fs, FileStatus status) throws IOException {
        var entry = new InFileSystem(fs, status);
        return PlainDisk.of(fs)
                .flatMap(disk -> OnDisk.at(new File(status.getPath().toUri()), fs))
                .orElse(entry);
    }

    /** The same, for whoever looks at all that is below: an object store is asked for that at once, in pages of many files. */
    static DirectoryEntry deep(FileSystem fs, FileStatus status) throws IOException {
        boolean isStore = status.isDirectory() && fs.hasPathCapability(status.getPath(), ETAGS);
        return isStore ? StoredTree.of(fs, status.getPath()) : of(fs, status);
    }

    String name();

    boolean isFolder();

    Path path();

    /** The file, with no partition values. */
    FileItem item();

    /**
     * What is in the folder, in no order. Names are seen at one moment; what has gone before the rest of it is asked for is left out.
     *
     * @throws IOException if the folder is gone or cannot be read
     */
    Stream<DirectoryEntry> children() throws IOException;

    /** Asked through Hadoop. */
    record InFileSystem(FileSystem fs, FileStatus status) implements DirectoryEntry {
        @Override
        public String name() {
            return path().getName();
        }

        @Override
        public boolean isFolder() {
            return status.isDirectory();
        }

        @Override
        public Path path() {
            return status.getPath();
        }

        @Override
        public FileItem item() {
            return FileListing.item(status);
        }

        @Override
        public Stream<DirectoryEntry> children() throws IOException {
            return Arrays.stream(fs.listStatus(path())).map(child -> new InFileSystem(fs, child));
        }
    }

    /** The same with one question to the disk for each file, where Hadoop asks five and parses the path as a URI three times. */
    record OnDisk(File file, BasicFileAttributes attributes, FileSystem fs) implements DirectoryEntry {
        /** Nothing if there is nothing, or a link that leads nowhere. */
        static Optional<DirectoryEntry> at(File file, FileSystem fs) {
            try {
                return Optional.of(
                        new OnDisk(file, Files.readAttributes(file.toPath(), BasicFileAttributes.class), fs));
            } catch (IOException | InvalidPathException e) {
                // to Hadoop, too, a place that cannot be asked is empty
                LOG.debug("Passed over {}: a link that leads nowhere, or a name that is no text", file, e);
                return Optional.empty();
            }
        }

        @Override
        public String name() {
            return file.getName();
        }

        @Override
        public boolean isFolder() {
            return attributes.isDirectory();
        }

        @Override
        public Path path() {
            return new Path(fs.getScheme(), null, file.getPath());
        }

        /** Rounded down also before 1970, as {@link File#lastModified} does. */
        @Override
        public FileItem item() {
            long micros = attributes.lastModifiedTime().to(TimeUnit.MICROSECONDS);
            return new FileItem(
                    file.getPath(), attributes.size(), Math.floorDiv(micros, 1000), Optional.empty(), List.of());
        }

        @Override
        public Stream<DirectoryEntry> children() throws IOException {
            var names = file.list();
            if (names == null) {
                // why it cannot be read is for Hadoop to say
                return new InFileSystem(fs, fs.getFileStatus(path())).children();
            }
            // cheaper than flatMap, which makes a stream for each of millions of files
            return Arrays.stream(names).mapMulti((name, children) -> at(new File(file, name), fs)
                    .filter(child -> !child.isFolder() || !leadsBack(child))
                    .ifPresent(children));
        }

        /** Whether a folder is a link to one that it lies in: it would be listed again and again. */
        private boolean leadsBack(DirectoryEntry folder) {
            var link = file.toPath().resolve(folder.name());
            try {
                if (!Files.isSymbolicLink(link)) {
                    return false;
                }
                for (var above = link.getParent(); above != null; above = above.getParent()) {
                    if (Files.isSameFile(above, link)) {
                        LOG.warn("Passed over {}: it is a link to {}, in which it lies", link, above);
                        return true;
                    }
                }
                return false;
            } catch (IOException e) {
                LOG.debug("Cannot follow {}", link, e);
                return true; // it is gone meanwhile
            }
        }
    }
}
