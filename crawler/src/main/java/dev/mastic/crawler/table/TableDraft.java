// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler.table;

import dev.mastic.core.catalog.Column;
import dev.mastic.core.catalog.Partition;
import dev.mastic.core.catalog.Storage;
import dev.mastic.core.catalog.Table;
import dev.mastic.core.catalog.TableName;
import dev.mastic.core.crawl.CrawlReport.Difference;
import dev.mastic.core.failure.Quantity;
import dev.mastic.core.io.Format;
import dev.mastic.core.io.Match;
import dev.mastic.core.type.Observed;
import dev.mastic.core.type.Resolution;
import dev.mastic.core.type.Type;
import dev.mastic.crawler.grouping.TableFiles;
import dev.mastic.crawler.grouping.TableFiles.Part;
import dev.mastic.crawler.sample.SampledFile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A table as the files alone show it, before it is compared with the catalog.
 *
 * @param seen the values of its rows
 */
public record TableDraft(
        Table table, List<Partition> partitions, Format format, Match match, Observed seen, Counts counts)
        implements Draft {

    /** Makes the draft; its files must have no {@link #problem}. */
    public static TableDraft of(TableName name, TableFiles found, Format format) {
        var all = found.files().toList();
        var seen = SampledFile.merge(all);
        var facts = FileFacts.of(all);
        var match = facts.match();
        var columns = columns(found, seen);
        var storage = storage(format, match, found.location(), columns);
        var parameters = new TreeMap<>(facts.parameters());
        parameters.putAll(ReaderParameters.of(match, found.excluded()));
        parameters.put(Column.EVIDENCE, found.why());
        var table = new Table(name, columns, keys(found, seen), storage, parameters);
        var partitions = found.keys().isEmpty()
                ? List.<Partition>of()
                : found.parts().stream().map(part -> partition(part, format)).toList();
        return new TableDraft(table, partitions, format, match, seen, Counts.of(all));
    }

    @Override
    public Table merged(Table current, TableMerge merge) {
        return merge.of(current, this);
    }

    @Override
    public List<Difference> differences(Table current, Table result) {
        return new TableDifferences(current, this, result).list();
    }

    /** How Hive reads the table when it has these columns. */
    Storage storage(List<Column> columns) {
        return storage(format, match, table.storage().location(), columns);
    }

    private static Storage storage(Format format, Match match, String location, List<Column> columns) {
        var type = new Type.Struct(
                columns.stream().map(c -> new Type.Field(c.name(), c.type())).toList());
        return format.hive(match, type).storage(location, match);
    }

    /** Why these files can be no table; empty if they can. */
    public static Optional<String> problem(TableFiles found) {
        var columns = found.columns();
        if (columns.isEmpty()) {
            return Optional.of("its files hold no columns");
        }
        return twins(found.keys())
                .map(twin -> "two of its folder levels are called " + twin)
                .or(() -> twins(columns).map(twin -> "two of its columns differ only by case: " + twin));
    }

    private static Optional<String> twins(Collection<String> names) {
        var first = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        for (var name : names) {
            var twin = first.put(name, name);
            if (twin != null) {
                return Optional.of("'" + twin + "' and '" + name + "'");
            }
        }
        return Optional.empty();
    }

    private static List<Column> columns(TableFiles found, Observed seen) {
        var evidence = new Evidence(found.location());
        var keys = lowerCase(found.keys());
        return Resolution.GLUE.resolveRows(seen).fields().stream()
                .filter(field -> !keys.contains(field.name().toLowerCase(Locale.ROOT)))
                .map(field -> column(field.name(), field.type(), evidence.of(seen.field(field.name()))))
                .toList();
    }

    private static List<Column> keys(TableFiles found, Observed seen) {
        var names = found.keys();
        var columns = new ArrayList<Column>();
        for (int i = 0; i < names.size(); i++) {
            columns.add(column(names.get(i), Type.Primitive.STRING, keyEvidence(found, i, names.get(i), seen)));
        }
        return columns;
    }

    private static String keyEvidence(TableFiles found, int level, String name, Observed seen) {
        int index = level;
        var values = found.parts().stream()
                .map(part -> part.values().get(index))
                .collect(Collectors.toCollection(TreeSet::new));
        var text = Quantity.of(values.size(), "folder name") + (values.size() == 1 ? " (" : " (first ") + values.first()
                + ")";
        return Resolution.GLUE.resolveRows(seen).names().stream()
                .filter(name::equalsIgnoreCase)
                .map(twin -> text + "; the files have a column '" + twin + "' too, which is not read: "
                        + new Evidence(found.location()).of(seen.field(twin)))
                .findFirst()
                .orElse(text);
    }

    private static Column column(String name, Type type, String evidence) {
        return new Column(name, type, Optional.empty(), Map.of(Column.EVIDENCE, evidence));
    }

    private static Set<String> lowerCase(List<String> names) {
        return names.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toCollection(HashSet::new));
    }

    private static Partition partition(Part part, Format format) {
        var facts = FileFacts.of(part.files());
        return new Partition(
                part.values(), format.hive(facts.match()).storage(part.location(), facts.match()), facts.parameters());
    }
}
