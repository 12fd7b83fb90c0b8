// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors;

import static dev.mastic.core.failure.Failpoints.hit;

import dev.mastic.core.failure.UsageException;
import dev.mastic.core.io.FileListing;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Options.CreateFileOptionKeys;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.s3a.Constants;
import org.apache.hadoop.fs.s3a.S3AFileSystem;
import org.apache.hadoop.fs.s3a.commit.CommitConstants;
import org.apache.hadoop.fs.s3a.commit.files.SinglePendingCommit;
import org.apache.hadoop.fs.s3a.commit.impl.CommitOperations;
import org.apache.hadoop.util.VersionInfo;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;

/**
 * Uploads that are not completed, for S3, which cannot rename: Hadoop makes one to the place of each file that Spark writes below a folder
 * of the magic committer, and the list of what is staged has their ids. To complete one is to make its file visible; to abort it leaves nothing.
 *
 * <p>Which way an attempt ends is decided by an object that only one process can make, under {@code _mastic/decided}. It stays, for a
 * process that has slept may ask years later.
 *
 * @see <a href="https://hadoop.apache.org/docs/r3.4.3/hadoop-aws/tools/hadoop-aws/committers.html">The S3A committers</a>
 */
record StagedUploads(Target target, OutputNotes notes) implements Staging {
    private static final List<String> NEEDED = List.of(
            CommitConstants.STORE_CAPABILITY_MAGIC_COMMITTER,
            CreateFileOptionKeys.FS_OPTION_CREATE_CONDITIONAL_OVERWRITE);
    private static final String BEGUN = "begun";
    private static final String DECIDED = "decided";

    @Override
    public void begin() throws IOException {
        for (var capability : NEEDED) {
            if (!target.fs().hasPathCapability(target.root(), capability)) {
                throw new UsageException("Cannot write to " + FileListing.plain(target.root())
                        + ": files get there by uploads of S3A's magic committer and by conditional writes (got "
                        + target.fs().getClass().getSimpleName() + " of Hadoop " + VersionInfo.getVersion()
                        + " without " + capability + "; expected Hadoop's S3A from 3.4.2 on): do not set "
                        + CommitConstants.MAGIC_COMMITTER_ENABLED + " or "
                        + Constants.FS_S3A_CONDITIONAL_CREATE_ENABLED + " to false");
            }
        }
        target.write(new Path(notes.staging(), BEGUN), new byte[] {'\n'});
    }

    @Override
    public String folder(int frame, String place) {
        return magic() + "/" + CommitConstants.BASE + (place.isEmpty() ? "" : "/" + place);
    }

    private String magic() {
        return CommitConstants.MAGIC_PATH_PREFIX + notes.name();
    }

    @Override
    public String stem(String run) {
        return run + "-" + notes.attempt();
    }

    @Override
    public Map<String, FileStatus> present(Manifest manifest) throws IOException {
        var waiting = new HashSet<String>();
        pending().forEach(upload -> waiting.add(upload.uploadId()));
        var present = new ConcurrentHashMap<String, FileStatus>();
        var work = new ArrayList<Requests.Work>();
        for (var frame : manifest.frames()) {
            for (var file : frame.files()) {
                var staged = new FileStatus(file.size(), false, 1, 0, 0, target.child(frame.staged(file)));
                var upload = PendingUpload.read(file);
                if (waiting.contains(upload.getUploadId())) {
                    present.put(frame.visible(file), staged);
                } else {
                    work.add(() -> unlisted(frame, file, upload, staged)
                            .ifPresent(found -> present.put(frame.visible(file), found)));
                }
            }
        }
        Requests.all(work);
        return present;
    }

    /** A file whose upload is in no list: it is in its place, or the store lists some of the uploads only, as S3Proxy does beyond 1,000. */
    private Optional<FileStatus> unlisted(
            Manifest.Frame frame, StagedFile file, SinglePendingCommit upload, FileStatus staged) throws IOException {
        var visible = target.status(target.child(frame.visible(file))).filter(found -> found.getLen() == file.size());
        return visible.isEmpty() && isWaiting(upload) ? Optional.of(staged) : visible;
    }

    private boolean isWaiting(SinglePendingCommit upload) {
        try {
            ((S3AFileSystem) target.fs())
                    .getS3AInternals()
                    .getAmazonS3Client("whether an upload waits")
                    .listParts(parts -> parts.bucket(upload.getBucket())
                            .key(upload.getDestinationKey())
                            .uploadId(upload.getUploadId())
                            .maxParts(1));
            return true;
        } catch (NoSuchUploadException e) {
            return false;
        }
    }

    @Override
    public List<String> publish(Manifest manifest, Map<String, FileStatus> present) throws IOException {
        var gone = new ConcurrentLinkedQueue<String>();
        var work = new ArrayList<Requests.Work>();
        var operations = operations();
        for (var frame : manifest.frames()) {
            for (var file : frame.files()) {
                if (target.child(frame.staged(file))
                        .equals(present.get(frame.visible(file)).getPath())) {
                    work.add(() -> {
                        if (!complete(operations, file) && !isThere(frame, file)) {
                            gone.add(frame.visible(file));
                        }
                        hit("file-sink.after-rename");
                    });
                }
            }
        }
        Requests.all(work);
        return List.copyOf(gone);
    }

    /** Whether the upload was there to be completed. */
    private static boolean complete(CommitOperations operations, StagedFile file) throws IOException {
        try {
            operations.commitOrFail(PendingUpload.read(file));
            return true;
        } catch (FileNotFoundException e) {
            // completed by another process, or by a request whose answer was lost; or aborted
            return false;
        }
    }

    private boolean isThere(Manifest.Frame frame, StagedFile file) throws IOException {
        return target.hasSize(target.child(frame.visible(file)), file.size());
    }

    /** Aborts the uploads of this attempt that were not completed, also of tasks that were killed, and of no other. */
    @Override
    public void clear() throws IOException {
        var ours = new HashMap<String, String>();
        for (var upload : pending()) {
            if (isOurs(upload)) {
                ours.put(upload.uploadId(), upload.key());
            }
        }
        ours.putAll(noted());
        var operations = operations();
        var work = new ArrayList<Requests.Work>();
        ours.forEach((id, key) -> work.add(() -> abort(operations, key, id)));
        Requests.all(work);
        target.delete(target.child(magic()));
        target.delete(notes.staging());
    }

    /** The uploads in the list of what is staged, by their ids; none once they are completed. */
    private Map<String, String> noted() throws IOException {
        var noted = new HashMap<String, String>();
        var list = target.read(notes.staged());
        boolean counts = target.status(notes.done()).isPresent()
                || target.status(notes.removing()).isPresent();
        if (list.isPresent() && !counts) {
            for (var frame :
                    Manifest.read(list.get(), notes.staged().toString()).frames()) {
                for (var file : frame.files()) {
                    var upload = PendingUpload.read(file);
                    noted.put(upload.getUploadId(), upload.getDestinationKey());
                }
            }
        }
        return noted;
    }

    private static void abort(CommitOperations operations, String key, String id) throws IOException {
        try {
            operations.abortMultipartCommit(key, id);
        } catch (FileNotFoundException e) {
            // it is completed, or another process was faster
        }
    }

    /** No two attempts have the same name in their files. */
    private boolean isOurs(MultipartUpload upload) {
        var name = upload.key().substring(upload.key().lastIndexOf('/') + 1);
        return !notes.attempt().isEmpty() && name.contains("-" + notes.token() + "-" + notes.attempt() + "-");
    }

    private List<MultipartUpload> pending() throws IOException {
        return operations().listPendingUploadsUnderPath(target.root());
    }

    private CommitOperations operations() throws IOException {
        return new CommitOperations((S3AFileSystem) target.fs());
    }

    @Override
    public boolean decide(Path to) throws IOException {
        var intent = target.read(notes.intent());
        if (intent.isEmpty()) {
            return false;
        }
        hit("s3-sink.before-decided");
        var made = target.fs().createFile(decided());
        made.overwrite(true).recursive();
        made.must(CreateFileOptionKeys.FS_OPTION_CREATE_CONDITIONAL_OVERWRITE, true);
        try (var out = (FSDataOutputStream) made.build()) {
            out.write(to.getName().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            if (!way().equals(to.getName())) {
                rethrowUnlessDecided(e);
                return false;
            }
        }
        hit("s3-sink.after-decided");
        return follow(intent.get(), to);
    }

    private void rethrowUnlessDecided(IOException e) throws IOException {
        if (way().isEmpty()) {
            throw e;
        }
    }

    private boolean follow(byte[] intent, Path to) throws IOException {
        target.write(to, intent);
        target.delete(notes.intent());
        return true;
    }

    @Override
    public void settle() throws IOException {
        var way = way();
        var intent = way.isEmpty() ? Optional.<byte[]>empty() : target.read(notes.intent());
        if (intent.isPresent()) {
            follow(intent.get(), new Path(notes.folder(), way));
        }
    }

    /** The name of the note that was decided for; empty if nothing is decided. */
    private String way() throws IOException {
        return target.read(decided())
                .map(name -> new String(name, StandardCharsets.UTF_8))
                .orElse("");
    }

    private Path decided() {
        return new Path(new Path(notes.folder(), DECIDED), notes.name());
    }

    @Override
    public boolean isReadable() {
        return false;
    }
}
