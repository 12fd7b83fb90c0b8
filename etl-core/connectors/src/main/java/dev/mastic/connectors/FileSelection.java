// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors;

import dev.mastic.core.bookmark.Advance;
import dev.mastic.core.bookmark.Bounds;
import dev.mastic.core.bookmark.FileItem;
import dev.mastic.core.bookmark.Items;
import dev.mastic.core.bookmark.Read;
import dev.mastic.core.bookmark.Slice;
import dev.mastic.core.failure.EtlException;
import dev.mastic.core.failure.Quantity;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.io.FileChange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The files that there are, with or without those that were seen, from which a run takes its slice. */
record FileSelection(String source, List<FileItem> files, FileRules rules) {
    private static final Logger LOG = LoggerFactory.getLogger(FileSelection.class);
    private static final Comparator<FileItem> OLDEST_FIRST =
            Comparator.comparingLong(FileItem::modified).thenComparing(FileItem::path);

    /** All of these files. */
    FileSelection(String source, List<FileItem> files) {
        this(source, files, FileRules.NONE);
    }

    /** What the bookmark has not seen, as far as the rules and the bounds go. */
    Slice within(Bounds bounds) {
        if (bounds.until().isPresent()) {
            throw new UsageException("Cannot read source '" + source
                    + "' up to a position: a set of files has no order (expected max-items or max-bytes)");
        }
        return bounds.read() == Read.ALL
                ? slice(files, bounds, new Advance.Nothing())
                : slice(unread(bounds), bounds, new Advance.Files());
    }

    private Slice slice(List<FileItem> chosen, Bounds bounds, Advance advance) {
        long now = System.currentTimeMillis();
        var settled = chosen.stream().filter(file -> !rules.isYoung(file, now)).toList();
        var taken = limited(settled, rules.mostFiles(bounds), rules.mostBytes(bounds));
        if (taken.size() < chosen.size()) {
            LOG.info(
                    "Source '{}' leaves {} files to later runs: {} younger than min-age, {} beyond its bounds",
                    source,
                    chosen.size() - taken.size(),
                    chosen.size() - settled.size(),
                    settled.size() - taken.size());
        }
        return Slice.of(source, new Items.Files(taken), advance);
    }

    private List<FileItem> unread(Bounds bounds) {
        var seen = Unread.seen(source, bounds).states(files);
        var unread = new ArrayList<FileItem>();
        var changed = new ArrayList<FileItem>();
        for (int i = 0; i < files.size(); i++) {
            switch (seen.get(i)) {
                case NEW -> unread.add(files.get(i));
                case CHANGED -> changed.add(files.get(i));
                case SEEN -> {}
            }
        }
        unread.addAll(taken(changed));
        return unread;
    }

    /** Those of the changed files that the rules let in. */
    private List<FileItem> taken(List<FileItem> changed) {
        if (changed.isEmpty() || rules.changed() == FileChange.RE_READ) {
            return changed;
        } else if (rules.changed() == FileChange.FAIL) {
            throw new EtlException("Cannot read source '" + source + "': "
                    + Quantity.of(changed.size(), "file", "has", "have") + " changed since a run has read "
                    + (changed.size() == 1 ? "it" : "them") + " (first: "
                    + changed.get(0).path()
                    + "): set changed-files to re-read or ignore, or tell the bookmark that they are known with"
                    + " mastic bookmark mark-seen");
        }
        LOG.info("Source '{}' ignores {} that changed after being read", source, Quantity.of(changed.size(), "file"));
        return List.of();
    }

    private static List<FileItem> limited(List<FileItem> chosen, long files, long bytes) {
        if (files == Long.MAX_VALUE && bytes == Long.MAX_VALUE) {
            return chosen;
        }
        var taken = new ArrayList<FileItem>();
        long sum = 0;
        for (var file : chosen.stream().sorted(OLDEST_FIRST).toList()) {
            sum += file.size();
            boolean fits = taken.size() < files && sum <= bytes;
            if (!fits && !taken.isEmpty()) {
                break;
            }
            taken.add(file);
        }
        return taken;
    }
}
