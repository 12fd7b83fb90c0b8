// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.spark.maintain;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.util.Tasks;
import org.apache.iceberg.util.ThreadPools;

/**
 * Files that no snapshot of a table has.
 *
 * @param found their places
 */
record OrphanFiles(FileIO io, Iterable<String> found) {
    /** How many there are and how large, after removing them if so; empty if there are none. Asks for many at a time, as stores answer late. */
    Map<String, Long> counts(boolean remove) {
        var files = new AtomicLong();
        var bytes = new AtomicLong();
        Tasks.foreach(found).executeWith(ThreadPools.getWorkerPool()).noRetry().run(file -> {
            long size = size(file);
            if (remove) {
                io.deleteFile(file);
            }
            files.incrementAndGet();
            bytes.addAndGet(size);
        });
        if (files.get() == 0) {
            return Map.of();
        }
        var counts = new LinkedHashMap<String, Long>();
        counts.put("removedFiles", files.get());
        counts.put("removedBytes", bytes.get());
        return counts;
    }

    private long size(String file) {
        try {
            return io.newInputFile(file).getLength();
        } catch (NotFoundException e) {
            // whoever else maintains the table has removed it just now
            return 0;
        }
    }
}
