// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.xml;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which elements of a document are its records. Records stand beside each other, nearest to the top, and hold most of what there is: the
 * first level where an element is repeated and its siblings of the same name have at least half of all elements and attributes; if none
 * has, the repeated element with most of them. A document that repeats nothing is one record: the first element that holds more than
 * another element around parts.
 */
final class RowTags {
    private final List<Tag> tags = new ArrayList<>();
    private final ArrayDeque<Tag> open = new ArrayDeque<>();
    private long all;
    private boolean closed;

    /** The elements of one name in one place. */
    private static final class Tag {
        private final String name;
        private final int level;
        private final Map<String, Tag> parts = new LinkedHashMap<>();
        private boolean attributes;
        private long count;
        private long weight;

        Tag(String name, int level) {
            this.name = name;
            this.level = level;
        }

        boolean isLeaf() {
            return parts.isEmpty() && !attributes;
        }
    }

    /** An element begins; false if it stands too deep in others. */
    boolean begin(String name, int attributes) {
        if (open.size() == XmlElements.DEEPEST) {
            return false;
        }
        var tag = open.isEmpty() ? added(name) : open.peek().parts.computeIfAbsent(name, this::added);
        tag.count++;
        tag.attributes |= attributes > 0;
        open.push(tag);
        open.forEach(one -> one.weight += 1 + attributes);
        all += 1 + attributes;
        return true;
    }

    private Tag added(String name) {
        var tag = new Tag(name, open.size());
        tags.add(tag);
        return tag;
    }

    /** An element ends. */
    void end() {
        open.pop();
        closed = true;
    }

    /** Whether an element was whole. */
    boolean closedOne() {
        return closed;
    }

    /** The name of the records; empty if there is no element. */
    Optional<String> best() {
        var byLevel = Comparator.<Tag>comparingInt(tag -> tag.level);
        var heaviest = Comparator.<Tag>comparingLong(tag -> -tag.weight).thenComparing(byLevel);
        var repeated = tags.stream().filter(tag -> tag.count > 1).toList();
        return repeated.stream()
                .filter(tag -> 2 * tag.weight >= all)
                .min(byLevel.thenComparing(heaviest))
                .or(() -> repeated.stream().min(heaviest))
                .or(() -> tags.stream().findFirst().map(RowTags::insideContainers))
                .map(tag -> tag.name);
    }

    /** Containers hold one element, which has parts. */
    private static Tag insideContainers(Tag top) {
        var tag = top;
        while (tag.parts.size() == 1 && !tag.parts.values().iterator().next().isLeaf()) {
            tag = tag.parts.values().iterator().next();
        }
        return tag;
    }
}
