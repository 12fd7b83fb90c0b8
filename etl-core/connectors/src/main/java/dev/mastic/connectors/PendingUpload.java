// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors;

import java.io.IOException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.s3a.commit.CommitConstants;
import org.apache.hadoop.fs.s3a.commit.files.SinglePendingCommit;
import org.apache.hadoop.fs.statistics.IOStatisticsSnapshot;

/** What Hadoop notes of an upload that is not completed, as one text. */
final class PendingUpload {
    private PendingUpload() {}

    /** A file that a task has written below a folder of the magic committer. */
    static StagedFile staged(FileSystem fs, Path written, String path) throws IOException {
        var note = written.suffix(CommitConstants.PENDING_SUFFIX);
        var commit = SinglePendingCommit.load(fs, note, fs.getFileStatus(note), SinglePendingCommit.serializer());
        commit.setIOStatistics(new IOStatisticsSnapshot());
        var text = SinglePendingCommit.serializer().toJson(commit);
        return new StagedFile(path, 0, commit.getLength(), text);
    }

    /** The upload of a staged file. */
    static SinglePendingCommit read(StagedFile file) throws IOException {
        var commit = SinglePendingCommit.serializer().fromJson(file.upload());
        commit.validate();
        return commit;
    }
}
