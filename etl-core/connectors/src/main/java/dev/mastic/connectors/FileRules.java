// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors;

import dev.mastic.core.bookmark.Bounds;
import dev.mastic.core.bookmark.FileItem;
import dev.mastic.core.config.Setting;
import dev.mastic.core.config.Settings;
import dev.mastic.core.io.FileChange;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * Which of a source's files a run takes, as the job says it. What is left out is left to a later run.
 *
 * @param boundedFiles at most so many files
 * @param boundedSize at most so many bytes, but at least one file
 * @param changed what becomes of a file that was read and has changed since
 * @param minAge files that were changed less than this ago are left out
 */
record FileRules(OptionalLong boundedFiles, OptionalLong boundedSize, FileChange changed, Duration minAge) {
    /** Takes all files. */
    static final FileRules NONE =
            new FileRules(OptionalLong.empty(), OptionalLong.empty(), FileChange.RE_READ, Duration.ZERO);

    private static final Setting<Long> BOUNDED_FILES = Setting.number("bounded-files", 1)
            .doc("At most so many files in a run, the oldest first; the rest is left to the next runs.");
    private static final Setting<Long> BOUNDED_SIZE = Setting.size("bounded-size")
            .doc(
                    "At most so many bytes of files in a run, such as 2g, the oldest first, but at least one file; the rest"
                            + " is left to the next runs.");
    private static final Setting<FileChange> CHANGED_FILES = Setting.oneOf("changed-files", FileChange.class)
            .defaultsTo(FileChange.RE_READ)
            .doc(
                    "What becomes of a file that was read and has another size or time now: re-read reads it again, with all"
                            + " its rows, ignore leaves it for good, fail stops the run.");
    private static final Setting<Duration> MIN_AGE = Setting.duration("min-age")
            .defaultsTo(Duration.ZERO)
            .doc("Files that were changed less than this ago, such as 30s, are left to a later run, for somebody may"
                    + " still be writing them.");

    /** The settings, in the order in which they are listed. */
    static final List<Setting<?>> SETTINGS = List.of(BOUNDED_FILES, BOUNDED_SIZE, CHANGED_FILES, MIN_AGE);

    static FileRules of(Settings settings) {
        return new FileRules(
                settings.find(BOUNDED_FILES).map(OptionalLong::of).orElse(OptionalLong.empty()),
                settings.find(BOUNDED_SIZE).map(OptionalLong::of).orElse(OptionalLong.empty()),
                settings.get(CHANGED_FILES),
                settings.get(MIN_AGE));
    }

    /** The names of the settings, for messages. */
    static String names() {
        return SETTINGS.stream().map(Setting::name).collect(Collectors.joining(", "));
    }

    /**
     * Whether somebody may still be writing the file. A time that lies in the future by more than the age is that of a wrong clock, and is
     * no reason to wait: so files may come late, but none stays away for good.
     *
     * @param now by the clock of this process
     */
    boolean isYoung(FileItem file, long now) {
        return Math.abs(now - file.modified()) < minAge.toMillis();
    }

    /** How many files may be taken: the smaller one of both limits. */
    long mostFiles(Bounds bounds) {
        return Math.min(boundedFiles.orElse(Long.MAX_VALUE), bounds.maxItems().orElse(Long.MAX_VALUE));
    }

    /** How many bytes may be taken: the smaller one of both limits. */
    long mostBytes(Bounds bounds) {
        return Math.min(boundedSize.orElse(Long.MAX_VALUE), bounds.maxBytes().orElse(Long.MAX_VALUE));
    }
}
