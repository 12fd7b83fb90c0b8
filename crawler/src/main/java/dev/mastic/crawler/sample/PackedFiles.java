// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler.sample;

import dev.mastic.core.bookmark.FileItem;
import dev.mastic.core.failure.EtlException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The files of one folder in few bytes each, sorted by name. The same files give the same bytes.
 *
 * @param folder with a trailing slash
 * @param bytes how large they are together
 */
public record PackedFiles(String folder, int count, long bytes, byte[] packed) {
    private static final int HASH = 16;
    private static final byte[] NOTHING = new byte[0];

    /** The folder of a file, with a trailing slash. */
    public static String folderOf(String path) {
        return path.substring(0, path.lastIndexOf('/') + 1);
    }

    /** Files of one folder, in whatever order they come. */
    public static PackedFiles of(String folder, Collection<FileItem> files) {
        var sorted = files.toArray(FileItem[]::new);
        Arrays.sort(sorted, Comparator.comparing(FileItem::path));
        var bytes = new ByteArrayOutputStream(32 * sorted.length);
        var packer = new Packer(new DataOutputStream(bytes), folder.length());
        long size = 0;
        for (var file : sorted) {
            packer.add(file);
            size += file.size();
        }
        return new PackedFiles(folder, sorted.length, size, bytes.toByteArray());
    }

    /** What {@link #forStore} has made. */
    public static PackedFiles ofStore(String folder, byte[] stored) {
        try {
            var packed = Words.inflated(stored);
            var files = new PackedFiles(folder, 0, 0, packed).unpack();
            long size = files.stream().mapToLong(FileItem::size).sum();
            return new PackedFiles(folder, files.size(), size, packed);
        } catch (IOException e) {
            throw new EtlException("Cannot read what is kept of the files of " + folder + ": " + e.getMessage(), e);
        }
    }

    public byte[] forStore(Words.Deflating deflating) {
        return deflating.of(packed);
    }

    public boolean isEmpty() {
        return packed.length == 0;
    }

    /** What stands for these files in these versions; files that have an etag are known by it, others by their time. */
    public String hash() {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(packed);
            return HexFormat.of().formatHex(hash, 0, HASH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    /** The files, sorted by name. Of one that has an etag the time is not known. */
    public List<FileItem> unpack() {
        var in = new DataInputStream(new ByteArrayInputStream(packed));
        var files = new ArrayList<FileItem>(count);
        var unpacker = new Unpacker(in, folder);
        try {
            while (in.available() > 0) {
                files.add(unpacker.next());
            }
        } catch (IOException e) {
            throw new EtlException("Cannot read what is kept of the files of " + folder + ": " + e.getMessage(), e);
        }
        return files;
    }

    /** The same without some. */
    public PackedFiles without(Set<String> paths) {
        return with(List.of(), paths);
    }

    /** The same with some others, and without some. */
    public PackedFiles with(Collection<FileItem> others, Set<String> gone) {
        var replaced = new HashSet<>(gone);
        others.stream().map(FileItem::path).forEach(replaced::add);
        var kept = new ArrayList<>(others);
        unpack().stream().filter(file -> !replaced.contains(file.path())).forEach(kept::add);
        return of(folder, kept);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PackedFiles that && folder.equals(that.folder) && Arrays.equals(packed, that.packed);
    }

    @Override
    public int hashCode() {
        return folder.hashCode();
    }

    @Override
    public String toString() {
        return count + " files of " + folder;
    }

    /** Names share their beginnings, and times are near each other. */
    private static final class Packer {
        private final DataOutputStream out;
        private final int folder;
        private byte[] before = NOTHING;
        private long time;

        Packer(DataOutputStream out, int folder) {
            this.out = out;
            this.folder = folder;
        }

        void add(FileItem file) {
            try {
                var name = file.path().substring(folder).getBytes(StandardCharsets.UTF_8);
                int same = Arrays.mismatch(before, name);
                same = same < 0 ? name.length : same;
                Words.writeNumber(out, same);
                Words.writeBytes(out, name, same);
                before = name;
                Words.writeNumber(out, file.size());
                version(file);
            } catch (IOException e) {
                throw new IllegalStateException("Memory does not fail", e);
            }
        }

        private void version(FileItem file) throws IOException {
            out.writeBoolean(file.etag().isPresent());
            if (file.etag().isPresent()) {
                Words.writeBytes(out, file.etag().get().getBytes(StandardCharsets.UTF_8), 0);
            } else {
                long step = file.modified() - time;
                Words.writeNumber(out, (step << 1) ^ (step >> 63));
                time = file.modified();
            }
        }
    }

    private static final class Unpacker {
        private final DataInputStream in;
        private final String folder;
        private byte[] before = NOTHING;
        private long time;

        Unpacker(DataInputStream in, String folder) {
            this.in = in;
            this.folder = folder;
        }

        FileItem next() throws IOException {
            int same = (int) Words.readNumber(in);
            var rest = Words.readBytes(in);
            var name = Arrays.copyOf(before, same + rest.length);
            System.arraycopy(rest, 0, name, same, rest.length);
            before = name;
            long size = Words.readNumber(in);
            var path = folder + new String(name, StandardCharsets.UTF_8);
            if (in.readBoolean()) {
                return new FileItem(
                        path, size, 0, Optional.of(new String(Words.readBytes(in), StandardCharsets.UTF_8)), List.of());
            }
            long step = Words.readNumber(in);
            time += (step >>> 1) ^ -(step & 1);
            return new FileItem(path, size, time, Optional.empty(), List.of());
        }
    }
}
