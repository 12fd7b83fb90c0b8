// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.testkit;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/**
 * The local disk under {@code fault://}, which fails as it is told: {@link #settings} says which call, on which path,
 * and what the failure says. Each file system that Hadoop makes counts its own calls; none is shared.
 */
public final class FaultyFileSystem extends RawLocalFileSystem {
    /** The beginning of a place on the disk that fails. */
    public static final String SCHEME = "fault://";

    /** What a full disk says. */
    public static final String FULL = "No space left on device";

    private static final String CALL = "mastic.fault.call";
    private static final String PATH = "mastic.fault.path";
    private static final String AT = "mastic.fault.at";
    private static final String REASON = "mastic.fault.reason";
    private static final URI NAME = URI.create("fault:///");
    private final AtomicInteger calls = new AtomicInteger();

    /** The calls that can fail. */
    public enum Call {
        CREATE,
        RENAME,
        DELETE,
        OPEN,
        LIST,
        MKDIRS,
        NONE
    }

    /** Hadoop's settings under which each call of this kind fails on a path that matches, from the n-th on. */
    public static Map<String, String> settings(Call call, String pathPattern, int from, String reason) {
        return Map.of(
                "fs.fault.impl",
                FaultyFileSystem.class.getName(),
                "fs.fault.impl.disable.cache",
                "true",
                CALL,
                call.name(),
                PATH,
                pathPattern,
                AT,
                Integer.toString(from),
                REASON,
                reason);
    }

    /** Hadoop's settings under which nothing fails. */
    public static Map<String, String> healthy() {
        return settings(Call.NONE, "", 1, "");
    }

    /** The same as a configuration of their own. */
    public static Configuration configuration(Map<String, String> settings) {
        var configuration = new Configuration();
        settings.forEach(configuration::set);
        return configuration;
    }

    @Override
    public URI getUri() {
        return NAME;
    }

    @Override
    public String getScheme() {
        return NAME.getScheme();
    }

    @Override
    public FSDataOutputStream create(
            Path file, boolean overwrite, int buffer, short replication, long block, Progressable progress)
            throws IOException {
        fail(Call.CREATE, file);
        return super.create(file, overwrite, buffer, replication, block, progress);
    }

    @Override
    public FSDataOutputStream create(
            Path file,
            FsPermission permission,
            boolean overwrite,
            int buffer,
            short replication,
            long block,
            Progressable progress)
            throws IOException {
        fail(Call.CREATE, file);
        return super.create(file, permission, overwrite, buffer, replication, block, progress);
    }

    @Override
    public boolean rename(Path from, Path to) throws IOException {
        fail(Call.RENAME, to);
        return super.rename(from, to);
    }

    @Override
    public boolean delete(Path path, boolean recursive) throws IOException {
        fail(Call.DELETE, path);
        return super.delete(path, recursive);
    }

    @Override
    public FSDataInputStream open(Path file, int buffer) throws IOException {
        fail(Call.OPEN, file);
        return super.open(file, buffer);
    }

    @Override
    public FileStatus[] listStatus(Path folder) throws IOException {
        fail(Call.LIST, folder);
        return super.listStatus(folder);
    }

    @Override
    public boolean mkdirs(Path folder, FsPermission permission) throws IOException {
        fail(Call.MKDIRS, folder);
        return super.mkdirs(folder, permission);
    }

    private void fail(Call call, Path path) throws IOException {
        var conf = getConf();
        if (conf.get(CALL, "").equals(call.name())
                && Pattern.compile(conf.get(PATH)).matcher(path.toString()).find()
                && calls.incrementAndGet() >= conf.getInt(AT, 1)) {
            throw new IOException(path.toUri().getPath() + ": " + conf.get(REASON));
        }
    }
}
