// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler.sample;

import dev.mastic.core.bookmark.FileItem;
import dev.mastic.core.config.Location;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.CRC32;

/**
 * Which files of a folder are looked into when not all are: as many as the size says, chosen by a hash of their names, so that a new
 * file changes the choice by one at most. Files with one ending are taken to be alike; as long as none of them could be read, the next
 * are looked into.
 */
public final class SampleChoice {
    /** The size that means all. */
    public static final int ALL = Integer.MAX_VALUE;

    private static final Set<String> PACKED = Set.of("gz", "gzip", "bz2", "zst", "snappy", "lz4", "deflate", "zip");

    private final int size;
    private final Map<String, PriorityQueue<Candidate>> open = new TreeMap<>();
    private final Map<String, String> models = new TreeMap<>();

    private record Candidate(FileItem file, long hash) {
        static final Comparator<Candidate> ORDER =
                Comparator.comparingLong(Candidate::hash).thenComparing(candidate -> candidate.file.path());

        static Candidate of(FileItem file) {
            var hash = new CRC32();
            hash.update(Location.name(file.path()).getBytes(StandardCharsets.UTF_8));
            return new Candidate(file, hash.getValue());
        }
    }

    /** @param files of one folder */
    SampleChoice(List<FileItem> files, int size) {
        this.size = size;
        files.forEach(file -> open.computeIfAbsent(ending(file), ending -> new PriorityQueue<>(Candidate.ORDER))
                .add(Candidate.of(file)));
    }

    /** What files that are taken to be alike have in common; the parts of a name that are numbers say nothing. */
    static String ending(FileItem file) {
        var name = Location.name(file.path());
        int dot = lastWord(name, name.length());
        if (dot < 0) {
            return "";
        }
        var last = word(name, dot);
        int before = PACKED.contains(last) ? lastWord(name, dot) : -1;
        return before < 0 ? last : word(name, before) + "." + last;
    }

    /** The dot before the last part that is not a number; the first part of a name is no ending. */
    private static int lastWord(String name, int end) {
        int dot = name.lastIndexOf('.', end - 1);
        while (dot >= 0 && isNumber(name, dot)) {
            dot = name.lastIndexOf('.', dot - 1);
        }
        return dot;
    }

    private static String word(String name, int dot) {
        return name.substring(dot + 1, wordEnd(name, dot));
    }

    private static int wordEnd(String name, int dot) {
        int end = name.indexOf('.', dot + 1);
        return end < 0 ? name.length() : end;
    }

    private static boolean isNumber(String name, int dot) {
        int end = wordEnd(name, dot);
        for (int i = dot + 1; i < end; i++) { // asked for each of millions of files
            if (name.charAt(i) < '0' || name.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    /** The files to look into next, sorted by path; none when each kind of file has been read or has failed. */
    List<FileItem> next() {
        var first = new PriorityQueue<PriorityQueue<Candidate>>(Comparator.comparing(Queue::peek, Candidate.ORDER));
        open.forEach((ending, alike) -> {
            if (!models.containsKey(ending) && !alike.isEmpty()) {
                first.add(alike);
            }
        });
        var chosen = new ArrayList<FileItem>();
        while (chosen.size() < size && !first.isEmpty()) {
            var alike = first.remove();
            chosen.add(alike.remove().file());
            if (!alike.isEmpty()) {
                first.add(alike);
            }
        }
        chosen.sort(Comparator.comparing(FileItem::path));
        return chosen;
    }

    /** Takes note of a file that was read. */
    void read(FileItem file) {
        models.putIfAbsent(ending(file), file.path());
    }

    /** The files that were not looked into and are taken for what this one is, the first of its kind; in no order. */
    List<FileItem> like(FileItem model) {
        var ending = ending(model);
        return model.path().equals(models.get(ending))
                ? open.get(ending).stream().map(Candidate::file).toList()
                : List.of();
    }
}
