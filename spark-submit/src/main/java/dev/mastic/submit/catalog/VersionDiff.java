// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.catalog;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mastic.core.catalog.TableVersion;
import dev.mastic.submit.console.Console;
import dev.mastic.submit.console.TableJson;
import dev.mastic.submit.definition.Definition;
import dev.mastic.submit.definition.Difference;
import dev.mastic.submit.verb.CommonOptions;
import java.util.ArrayList;
import java.util.List;

/**
 * What a version of a table has changed.
 *
 * @param differences from the version before that is kept; none of the oldest one
 */
record VersionDiff(TableVersion version, List<Difference> differences) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** All of them, newest first as the versions are. */
    static List<VersionDiff> of(List<TableVersion> versions) {
        var diffs = new ArrayList<VersionDiff>();
        for (int i = 0; i < versions.size(); i++) {
            var now = versions.get(i);
            diffs.add(new VersionDiff(
                    now,
                    i + 1 < versions.size()
                            ? Definition.between(versions.get(i + 1).table(), now.table())
                            : List.of()));
        }
        return diffs;
    }

    static void print(CommonOptions options, Console console, List<VersionDiff> diffs) {
        switch (options.output()) {
            case json -> {
                var document = JSON.createObjectNode();
                document.set("versions", TableJson.array(diffs, VersionDiff::node));
                console.print(document);
            }
            case csv -> console.csv(rows(diffs));
            case table ->
                diffs.forEach(diff -> {
                    console.show("version " + diff.version.version() + "  " + diff.version.updated());
                    CatalogChange.lines(diff.differences, Integer.MAX_VALUE).forEach(console::show);
                });
        }
    }

    private ObjectNode node() {
        var node = JSON.createObjectNode()
                .put("version", version.version())
                .put("updated", version.updated().toString());
        node.set("differences", TableJson.array(differences, CatalogChange::node));
        return node;
    }

    private static List<List<String>> rows(List<VersionDiff> diffs) {
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("version", "updated", "what", "before", "after"));
        diffs.forEach(diff -> diff.differences.forEach(each -> rows.add(List.of(
                String.valueOf(diff.version.version()),
                diff.version.updated().toString(),
                each.what(),
                each.before(),
                each.after()))));
        return rows;
    }
}
