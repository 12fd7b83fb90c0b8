// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.spark.internal.io.FileCommitProtocol;
import scala.Option;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/**
 * Spark's tasks write straight into a staging folder, under names that no other attempt of any task has; which of them
 * count, the driver keeps from the messages of the committed attempts. What failed and speculative attempts leave lies
 * in the folder until it is removed.
 */
final class StagingProtocol extends FileCommitProtocol implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String folder;
    private final String run;
    private final boolean uploads;
    private transient String attempt;
    private transient List<String> written;
    private transient List<StagedFile> committed;

    /**
     * A write into a folder.
     *
     * @param folder the staging folder
     * @param run the middle of every file's name
     * @param uploads whether the folder is one of S3A's magic committer
     */
    StagingProtocol(String folder, String run, boolean uploads) {
        this.folder = folder;
        this.run = run;
        this.uploads = uploads;
    }

    /** The files of the committed attempts, on the driver after the write; their rows are not counted here. */
    List<StagedFile> committed() {
        return committed;
    }

    @Override
    public void setupJob(JobContext job) {
        committed = List.of();
    }

    @Override
    public void commitJob(JobContext job, Seq<TaskCommitMessage> tasks) {
        committed = JavaConverters.seqAsJavaList(tasks).stream()
                .flatMap(message -> ((Committed) message.obj()).files().stream())
                .toList();
    }

    @Override
    public void abortJob(JobContext job) {
        // the sink removes the folder, also after a kill
    }

    @Override
    public void setupTask(TaskAttemptContext task) {
        attempt = String.format(
                "part-%05d-%s-%s", task.getTaskAttemptID().getTaskID().getId(), run, UUID.randomUUID());
        written = new ArrayList<>();
    }

    @Override
    @SuppressWarnings("deprecation") // the variant that Spark's file name rules end in
    public String newTaskTempFile(TaskAttemptContext task, Option<String> partition, String extension) {
        var name = attempt + extension;
        var path = partition.isEmpty() ? name : partition.get() + "/" + name;
        written.add(path);
        return folder + "/" + path;
    }

    @Override
    @SuppressWarnings("deprecation") // abstract in Spark
    public String newTaskTempFileAbsPath(TaskAttemptContext task, String elsewhere, String extension) {
        throw new UnsupportedOperationException("No partition of a file sink lies elsewhere (got " + elsewhere + ")");
    }

    @Override
    public TaskCommitMessage commitTask(TaskAttemptContext task) {
        var files = new ArrayList<StagedFile>();
        try {
            for (var path : written) {
                var file = new Path(folder + "/" + path);
                var fs = file.getFileSystem(task.getConfiguration());
                files.add(
                        uploads
                                ? PendingUpload.staged(fs, file, path)
                                : new StagedFile(path, 0, fs.getFileStatus(file).getLen()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new TaskCommitMessage(new Committed(files));
    }

    @Override
    public void abortTask(TaskAttemptContext task) {
        // as with the job
    }

    private record Committed(ArrayList<StagedFile> files) implements Serializable {}
}
