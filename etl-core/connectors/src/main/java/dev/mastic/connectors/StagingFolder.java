// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors;

import static dev.mastic.core.failure.Failpoints.hit;

import dev.mastic.core.io.Intent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/** A folder among the notes, for file systems that rename: files are written into it and moved out of it. */
record StagingFolder(Target target, OutputNotes notes) implements Staging {
    @Override
    public void begin() {
        // the folder comes with its first file
    }

    @Override
    public String folder(int frame, String place) {
        return Intent.FOLDER + "/" + notes.name() + "/" + frame;
    }

    @Override
    public String stem(String run) {
        return run;
    }

    @Override
    public Map<String, FileStatus> present(Manifest manifest) throws IOException {
        var staged = target.filesBelow(notes.staging());
        var present = new HashMap<String, FileStatus>();
        for (var frame : manifest.frames()) {
            for (var file : frame.files()) {
                var here = staged.get(target.child(frame.staged(file)));
                var status = here != null ? Optional.of(here) : target.status(target.child(frame.visible(file)));
                status.filter(found -> found.getLen() == file.size())
                        .ifPresent(found -> present.put(frame.visible(file), found));
            }
        }
        return present;
    }

    @Override
    public List<String> publish(Manifest manifest, Map<String, FileStatus> present) throws IOException {
        var folders = new HashSet<Path>();
        var gone = new ArrayList<String>();
        for (var frame : manifest.frames()) {
            for (var file : frame.files()) {
                var from = target.child(frame.staged(file));
                var to = target.child(frame.visible(file));
                if (from.equals(present.get(frame.visible(file)).getPath())) {
                    if (folders.add(to.getParent())) {
                        target.fs().mkdirs(to.getParent());
                    }
                    move(from, to, file.size());
                    hit("file-sink.after-rename");
                }
                if (!target.hasSize(to, file.size())) {
                    gone.add(frame.visible(file));
                }
            }
        }
        return gone;
    }

    private void move(Path from, Path to, long size) throws IOException {
        if (target.renamed(from, to) || target.hasSize(to, size) || !target.fs().exists(from)) {
            return;
        }
        // a copy that a file system without renames did not end; the name is ours alone
        target.delete(to);
        if (!target.renamed(from, to) && target.fs().exists(from)) {
            throw new IOException("cannot rename " + from + " to " + to);
        }
    }

    @Override
    public void clear() throws IOException {
        target.delete(notes.staging());
    }

    @Override
    public boolean decide(Path to) throws IOException {
        return target.renamed(notes.intent(), to);
    }

    @Override
    public void settle() {
        // a rename is never half done
    }

    @Override
    public boolean isReadable() {
        return true;
    }
}
