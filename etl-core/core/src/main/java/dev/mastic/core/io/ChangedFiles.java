// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.io;

import dev.mastic.core.bookmark.FileItem;
import dev.mastic.core.failure.EtlException;
import dev.mastic.core.failure.IoReason;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** The files of a slice that are not there any more as they were listed. */
public final class ChangedFiles {
    /** Object stores answer in tens of milliseconds, each question on its own. */
    private static final int THREADS = 16;

    private ChangedFiles() {}

    /**
     * Those of these files that are gone, or are another version now, in their order. Asks the file system once for each file, many at a
     * time; starts no Spark.
     *
     * @throws EtlException naming the file of which the file system does not tell
     */
    public static List<FileItem> among(List<FileItem> files, Configuration configuration) {
        if (files.isEmpty()) {
            return List.of();
        }
        var threads = Executors.newFixedThreadPool(Math.min(THREADS, files.size()));
        try {
            return changed(files, configuration, threads);
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<FileItem> changed(List<FileItem> files, Configuration conf, ExecutorService threads) {
        var answers = files.stream()
                .map(file -> threads.submit(() -> isChanged(file, conf)))
                .toList();
        var changed = new ArrayList<FileItem>();
        for (int i = 0; i < files.size(); i++) {
            if (answer(files.get(i), answers.get(i))) {
                changed.add(files.get(i));
            }
        }
        return changed;
    }

    private static boolean isChanged(FileItem file, Configuration configuration) throws IOException {
        var path = new Path(file.path());
        try {
            var now = FileSystems.of(path, configuration).getFileStatus(path);
            return !now.isFile() || !FileListing.item(now).isVersionOf(file);
        } catch (FileNotFoundException e) {
            return true;
        }
    }

    private static boolean answer(FileItem file, Future<Boolean> answer) {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw new EtlException(
                    "Cannot tell whether " + file.path() + " has changed since it was listed: "
                            + (e.getCause() instanceof IOException io ? IoReason.of(io) : e.getCause()),
                    e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EtlException("Cannot tell whether " + file.path() + " has changed: interrupted", e);
        }
    }
}
