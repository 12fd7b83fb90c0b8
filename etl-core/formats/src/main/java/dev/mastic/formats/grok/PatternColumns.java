// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.grok;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The columns of a pattern, as they are found in it. */
final class PatternColumns {
    private final Map<String, ColumnType> types = new LinkedHashMap<>();
    private final Map<String, List<String>> groups = new LinkedHashMap<>();
    private int count;

    /** Takes down a group of a column, which may have some already; the first type that is declared holds. Answers the group's name. */
    String add(String column, ColumnType type) {
        var group = "g" + count++;
        groups.computeIfAbsent(column, any -> new ArrayList<>()).add(group);
        types.merge(column, type, (first, next) -> first.type() == null ? next : first);
        return group;
    }

    List<GrokPattern.Column> toList() {
        return groups.entrySet().stream()
                .map(entry -> {
                    var type = types.get(entry.getKey());
                    return new GrokPattern.Column(entry.getKey(), type.type(), type.layout(), entry.getValue());
                })
                .toList();
    }
}
