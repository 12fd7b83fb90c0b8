// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler.look;

import dev.mastic.core.bookmark.FileItem;
import dev.mastic.core.crawl.CrawlProgress;
import dev.mastic.core.failure.EtlException;
import dev.mastic.core.failure.Quantity;
import dev.mastic.core.frame.LazySpark;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at files in the tasks of Spark jobs, of which each gets some of the files; progress is told after each job. The time for one file
 * holds within a task. A job that fails, as when a file ends the executor, is done again in halves until the files that do it are alone:
 * these are refused.
 */
public record SparkLooks(LazySpark spark) implements Looks {
    private static final Logger LOG = LoggerFactory.getLogger(SparkLooks.class);
    private static final int FILES_A_JOB = 4096;
    private static final int FILES_A_CORE = 64;

    @Override
    public List<Outcome> at(List<FileItem> files, FileLook look, CrawlProgress progress) {
        var session = spark.session();
        var work = new Work(session, new Task(look.plan(), new SerializableConfiguration(look.configuration())));
        int most = Math.max(FILES_A_JOB, FILES_A_CORE * session.sparkContext().defaultParallelism());
        var outcomes = new ArrayList<Outcome>();
        for (int from = 0; from < files.size(); from += most) {
            var some = files.subList(from, Math.min(from + most, files.size()));
            progress.read(some.size());
            outcomes.addAll(work.at(some));
        }
        return outcomes;
    }

    private record Work(SparkSession session, Task task) {
        private List<Outcome> at(List<FileItem> files) {
            try {
                return run(files);
            } catch (Exception e) { // collecting throws SparkException, which is checked, and does not say so
                LOG.warn("A job that looks at {} has failed: {}", Quantity.of(files.size(), "file"), firstLine(e));
                refuseWithoutSpark(e);
                if (files.size() == 1) {
                    return List.of(Outcome.failed(
                            "Cannot read " + files.get(0).path() + ": its task has failed: " + firstLine(e)));
                }
                refuseWithoutFiles();
                int half = files.size() / 2;
                var outcomes = new ArrayList<>(at(files.subList(0, half)));
                outcomes.addAll(at(files.subList(half, files.size())));
                return outcomes;
            }
        }

        private List<Outcome> run(List<FileItem> files) {
            return session.createDataset(files.stream().map(Sent::of).toList(), Encoders.javaSerialization(Sent.class))
                    .mapPartitions(task, Encoders.javaSerialization(Outcome.class))
                    .collectAsList();
        }

        private void refuseWithoutSpark(Exception e) {
            if (e instanceof InterruptedException || Thread.currentThread().isInterrupted()) {
                Thread.currentThread().interrupt();
                throw new EtlException("Cannot finish the crawl: it was interrupted", e);
            } else if (session.sparkContext().isStopped()) {
                throw new EtlException("Cannot finish the crawl: Spark was stopped", e);
            }
        }

        /** What fails without any file, such as a class path that lacks a format, is no fault of the files. */
        private void refuseWithoutFiles() {
            var sent = task;
            MapPartitionsFunction<Long, Outcome> nothing =
                    any -> sent.call(List.<Sent>of().iterator());
            try {
                session.range(1)
                        .mapPartitions(nothing, Encoders.javaSerialization(Outcome.class))
                        .collectAsList();
            } catch (Exception e) {
                throw new EtlException("Cannot look at files on Spark: " + firstLine(e), e);
            }
        }

        private static String firstLine(Exception e) {
            return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        }
    }

    /** What one task does. */
    private record Task(LookPlan plan, SerializableConfiguration configuration)
            implements MapPartitionsFunction<Sent, Outcome> {
        @Override
        public Iterator<Outcome> call(Iterator<Sent> files) {
            var look = plan.open(configuration.value());
            var workers = TimeLimit.daemons();
            try {
                var outcomes = new ArrayList<Outcome>();
                files.forEachRemaining(file -> outcomes.add(look.at(file.item(), workers)));
                return outcomes.iterator();
            } finally {
                workers.shutdownNow();
            }
        }
    }

    /**
     * A file on its way to a task. Public, for Spark's encoders take no other classes.
     *
     * @param etag null for none
     */
    public record Sent(String path, long size, long modified, String etag, List<String> partition)
            implements Serializable {
        static Sent of(FileItem file) {
            return new Sent(
                    file.path(), file.size(), file.modified(), file.etag().orElse(null), file.partition());
        }

        FileItem item() {
            return new FileItem(path, size, modified, Optional.ofNullable(etag), partition);
        }
    }
}
