// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors;

import dev.mastic.core.bookmark.Output;
import dev.mastic.core.io.Intent;
import org.apache.hadoop.fs.Path;

/**
 * Where the notes of one output lie in the folder of notes.
 *
 * @param id the name of the output among the notes of the target; different outputs have different ones
 */
record OutputNotes(Path folder, String id) {
    static final String STAGED = ".staged";
    static final String UNFINISHED = ".tmp";

    static OutputNotes of(Path folder, Output output) {
        var run = output.run();
        var name = SafeName.of(run.runId()) + "-" + run.token();
        return new OutputNotes(folder, ofSink(run.job(), output.sink()) + name);
    }

    /** How the ids of all outputs of a job begin. */
    static String ofJob(String job) {
        return SafeName.of(job) + ".";
    }

    /** How the ids of all outputs of a sink of a job begin. */
    static String ofSink(String job, String sink) {
        return ofJob(job) + SafeName.of(sink) + ".";
    }

    /** The token at the end of an id. */
    long token() {
        return Long.parseLong(id.substring(id.lastIndexOf('-') + 1));
    }

    /** The folder that files lie in before the commit. */
    Path staging() {
        return new Path(folder, id);
    }

    Path staged() {
        return new Path(folder, id + STAGED);
    }

    Path intent() {
        return new Path(folder, id + Intent.INTENT);
    }

    Path done() {
        return new Path(folder, id + Intent.DONE);
    }
}
