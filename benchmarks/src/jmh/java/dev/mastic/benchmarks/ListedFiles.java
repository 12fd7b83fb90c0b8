// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.benchmarks;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/**
 * Files that exist in a listing only, a thousand in a folder: {@code many://files-2000000/in} has two million. A listing costs no more than its
 * objects, made by the cheapest of Hadoop's constructors, so that what is measured is what a program does with it.
 */
public final class ListedFiles extends FileSystem {
    private static final String SCHEME = "many";
    /** A letter in front makes it a name of a host, which Java's URIs take at once. */
    private static final String HOST = "files-";

    private static final int IN_FOLDER = 1_000;
    private static final long MODIFIED = 1_700_000_000_000L;
    private static final long SIZE = 4_096;

    private URI uri;
    private int files;

    /** A configuration that knows these files. */
    static Configuration configuration() {
        var configuration = new Configuration();
        configuration.setClass("fs." + SCHEME + ".impl", ListedFiles.class, FileSystem.class);
        return configuration;
    }

    /** The place of so many files. */
    static String place(long files) {
        return SCHEME + "://" + HOST + files + "/in";
    }

    @Override
    public void initialize(URI name, Configuration conf) throws IOException {
        super.initialize(name, conf);
        uri = URI.create(SCHEME + "://" + name.getAuthority());
        files = Integer.parseInt(name.getAuthority().substring(HOST.length()));
    }

    @Override
    public URI getUri() {
        return uri;
    }

    @Override
    public FileStatus[] listStatus(Path path) throws FileNotFoundException {
        if (path.getName().startsWith("_")) {
            throw new FileNotFoundException(path.toString());
        }
        if (path.getName().equals("in")) {
            return IntStream.range(0, (files + IN_FOLDER - 1) / IN_FOLDER)
                    .mapToObj(folder -> folder(new Path(path, "folder-" + (100_000 + folder))))
                    .toArray(FileStatus[]::new);
        }
        int first = (Integer.parseInt(path.getName().substring("folder-".length())) - 100_000) * IN_FOLDER;
        return IntStream.range(first, Math.min(first + IN_FOLDER, files))
                .mapToObj(file -> file(new Path(URI.create(path + "/part-" + (100_000_000 + file) + ".json"))))
                .toArray(FileStatus[]::new);
    }

    @Override
    public FileStatus getFileStatus(Path path) {
        return folder(path);
    }

    private static FileStatus folder(Path path) {
        return new FileStatus(0, true, 0, 0, MODIFIED, path);
    }

    private static FileStatus file(Path path) {
        return new FileStatus(SIZE, false, 1, SIZE, MODIFIED, path);
    }

    @Override
    public Path getWorkingDirectory() {
        return new Path("/");
    }

    @Override
    public void setWorkingDirectory(Path path) {
        throw readOnly();
    }

    @Override
    public FSDataInputStream open(Path path, int bufferSize) {
        throw readOnly();
    }

    @Override
    public FSDataOutputStream create(
            Path path,
            FsPermission permission,
            boolean overwrite,
            int bufferSize,
            short replication,
            long blockSize,
            Progressable progress) {
        throw readOnly();
    }

    @Override
    public FSDataOutputStream append(Path path, int bufferSize, Progressable progress) {
        throw readOnly();
    }

    @Override
    public boolean rename(Path from, Path to) {
        throw readOnly();
    }

    @Override
    public boolean delete(Path path, boolean recursive) {
        throw readOnly();
    }

    @Override
    public boolean mkdirs(Path path, FsPermission permission) {
        throw readOnly();
    }

    private static UnsupportedOperationException readOnly() {
        return new UnsupportedOperationException("Files of " + SCHEME + "://… can be listed, and nothing else");
    }
}
