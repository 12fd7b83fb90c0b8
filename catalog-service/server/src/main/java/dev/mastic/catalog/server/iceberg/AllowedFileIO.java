// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.iceberg;

import java.util.Map;
import org.apache.iceberg.exceptions.ForbiddenException;
import org.apache.iceberg.io.DelegateFileIO;
import org.apache.iceberg.io.FileInfo;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;

/**
 * Reads and writes files in the allowed folders only: whatever a client makes of locations, registered metadata and table properties, in the end
 * it is a file. What it refuses is a {@link ForbiddenException}.
 */
public final class AllowedFileIO implements DelegateFileIO {
    private static final long serialVersionUID = 1L;
    private final transient DelegateFileIO files;
    private final transient AllowedLocations allowed;

    public AllowedFileIO(DelegateFileIO files, AllowedLocations allowed) {
        this.files = files;
        this.allowed = allowed;
    }

    private String checked(String location) {
        if (!allowed.allow(location)) {
            throw new ForbiddenException(
                    "Cannot use %s: it lies in no folder that this server may use (expected one below %s):"
                            + " name another location, or start the server with --allow-location",
                    location, allowed.folders());
        }
        return location;
    }

    @Override
    public InputFile newInputFile(String path) {
        return files.newInputFile(checked(path));
    }

    @Override
    public InputFile newInputFile(String path, long length) {
        return files.newInputFile(checked(path), length);
    }

    @Override
    public OutputFile newOutputFile(String path) {
        return files.newOutputFile(checked(path));
    }

    @Override
    public void deleteFile(String path) {
        files.deleteFile(checked(path));
    }

    @Override
    public void deleteFiles(Iterable<String> paths) {
        paths.forEach(this::checked);
        files.deleteFiles(paths);
    }

    @Override
    public Iterable<FileInfo> listPrefix(String prefix) {
        return files.listPrefix(checked(prefix));
    }

    @Override
    public void deletePrefix(String prefix) {
        files.deletePrefix(checked(prefix));
    }

    @Override
    public Map<String, String> properties() {
        return files.properties();
    }

    @Override
    public void initialize(Map<String, String> properties) {
        files.initialize(properties);
    }

    @Override
    public void close() {
        files.close();
    }
}
