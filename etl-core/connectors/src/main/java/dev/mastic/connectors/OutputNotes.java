// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors;

import dev.mastic.core.bookmark.Output;
import dev.mastic.core.bookmark.Run;
import dev.mastic.core.io.Intent;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.Path;

/**
 * Where the notes of one attempt at an output lie in the folder of notes. No two attempts share a name, so that a
 * process that wakes up late finds nothing of those that came after it.
 *
 * @param id the name of the output among those of the target; different outputs have different ones
 * @param attempt tells attempts at the same output apart; empty in targets of earlier versions
 */
record OutputNotes(Path folder, String id, String attempt) {
    static final String STAGED = ".staged";
    static final String UNFINISHED = ".tmp";
    static final Comparator<OutputNotes> NEWEST_FIRST =
            Comparator.comparingLong(OutputNotes::token).reversed();

    private static final List<String> ENDINGS =
            List.of(STAGED, Intent.INTENT, Intent.DISCARDED, Intent.REMOVING, Intent.DONE);
    private static final Pattern NAME = Pattern.compile("([^.]+\\.[^.]+\\.[^.]+-[0-9]+)(?:\\.([0-9a-f]{8}))?");

    /** The notes of a new attempt. */
    static OutputNotes of(Path folder, Output output) {
        return new OutputNotes(
                folder,
                id(output.run(), output.sink()),
                UUID.randomUUID().toString().substring(0, 8));
    }

    /** How the name of a note or staging folder reads; nothing if it is neither. */
    static Optional<OutputNotes> read(Path note) {
        var name = note.getName();
        var known = ENDINGS.stream().filter(name::endsWith).findFirst().orElse("");
        var parts = NAME.matcher(name.substring(0, name.length() - known.length()));
        return parts.matches()
                ? Optional.of(new OutputNotes(
                        note.getParent(),
                        parts.group(1),
                        Optional.ofNullable(parts.group(2)).orElse("")))
                : Optional.empty();
    }

    /** The name of all attempts at what a sink writes in a run. */
    static String id(Run run, String sink) {
        return ofSink(run.job(), sink) + SafeName.of(run.runId()) + "-" + run.token();
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

    /** How the names of all notes of this attempt begin. */
    String name() {
        return attempt.isEmpty() ? id : id + "." + attempt;
    }

    /** The folder that files lie in before the commit. */
    Path staging() {
        return new Path(folder, name());
    }

    Path staged() {
        return new Path(folder, name() + STAGED);
    }

    Path intent() {
        return new Path(folder, name() + Intent.INTENT);
    }

    Path discarded() {
        return new Path(folder, name() + Intent.DISCARDED);
    }

    Path removing() {
        return new Path(folder, name() + Intent.REMOVING);
    }

    Path done() {
        return new Path(folder, name() + Intent.DONE);
    }
}
