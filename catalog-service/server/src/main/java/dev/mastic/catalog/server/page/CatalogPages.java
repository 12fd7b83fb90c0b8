// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.page;

import dev.mastic.catalog.server.page.MessagePage.Near;
import dev.mastic.catalog.server.page.VersionsPage.Choice;
import dev.mastic.core.catalog.Catalog;
import dev.mastic.core.catalog.Database;
import dev.mastic.core.catalog.Page;
import dev.mastic.core.catalog.Partition;
import dev.mastic.core.catalog.PartitionFilter;
import dev.mastic.core.catalog.PartitionFilterException;
import dev.mastic.core.catalog.PartitionValueException;
import dev.mastic.core.catalog.Segment;
import dev.mastic.core.catalog.TableName;
import dev.mastic.core.catalog.TableVersion;
import dev.mastic.core.failure.EtlException;
import dev.mastic.core.failure.Suggestion;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Answers questions about databases and tables. Each reads as much as its page shows, and no more. */
record CatalogPages(Catalog catalog, IcebergSnapshots snapshots) {
    Document databases(Question question) {
        return new DatabasesPage(catalog.databases(question.page(DatabasesPage.LENGTH)), question.after()).document();
    }

    Document database(Question question) {
        var name = question.required("name");
        var kept = catalog.findDatabase(name).orElseThrow(() -> noDatabase(name));
        var filter = question.text("filter");
        var part = filter.toLowerCase(Locale.ROOT);
        var tables = catalog.tables(
                name, table -> table.toLowerCase(Locale.ROOT).contains(part), question.page(TablesPage.LENGTH));
        return new TablesPage(kept.database(), tables, filter, question.after()).document();
    }

    Document table(Question question) {
        int from = question.number(Pager.AFTER).orElse(0L).intValue();
        return new ColumnsPage(newest(question), from).document();
    }

    Document storage(Question question) {
        return new StoragePage(newest(question)).document();
    }

    Document partitions(Question question) {
        var version = newest(question);
        var name = version.table().name();
        var expression = question.text("filter");
        long count = catalog.partitionsOf(name).count();
        try {
            var filter = PartitionFilter.parse(expression, version.table().partitionKeys());
            var page = catalog.partitionsOf(name).page(filter, Segment.ALL, question.page(PartitionsPage.LENGTH));
            return partitions(version, count, new PartitionsPage.Filter(expression, Optional.empty()), page, question);
        } catch (PartitionFilterException | PartitionValueException e) {
            var wrong = new PartitionsPage.Filter(expression, Optional.of(e.getMessage()));
            return partitions(version, count, wrong, Page.last(List.of()), question);
        }
    }

    private static Document partitions(
            TableVersion version, long count, PartitionsPage.Filter filter, Page<Partition> page, Question question) {
        return new PartitionsPage(version, count, filter, page, question.after()).document();
    }

    Document versions(Question question) {
        var newest = newest(question);
        var name = newest.table().name();
        long to = question.number("to").orElse(newest.version());
        long from = question.number("from").orElse(Math.max(1, to - 1));
        var choice = new Choice(from, to, catalog.findVersion(name, from), catalog.findVersion(name, to));
        var page = catalog.versions(name, question.page(VersionsPage.LENGTH));
        return new VersionsPage(newest, page, choice, question.after()).document();
    }

    Document snapshots(Question question) {
        var version = newest(question);
        if (!version.table().isIceberg()) {
            throw new NothingHereException(
                    "Only Iceberg tables have snapshots.",
                    Optional.of(near(version.table().name())));
        }
        try {
            var newest = snapshots.newest(version.table(), SnapshotsPage.MOST);
            return new SnapshotsPage(version, newest, Optional.empty()).document();
        } catch (EtlException e) {
            return new SnapshotsPage(version, List.of(), Optional.of(e.getMessage())).document();
        }
    }

    Document search(Question question) {
        var query = question.text("q").strip();
        var found = query.isEmpty()
                ? Page.<TableVersion>last(List.of())
                : new SearchOrder(catalog, Search.of(query)).page(SearchPage.LENGTH, question.after());
        return new SearchPage(query, found, question.after()).document();
    }

    /** The newest version of the table that is asked for. */
    TableVersion newest(Question question) {
        var name = question.table();
        return catalog.find(name).orElseThrow(() -> noTable(name));
    }

    private NothingHereException noTable(TableName name) {
        if (catalog.findDatabase(name.database()).isEmpty()) {
            return noDatabase(name.database());
        }
        var names =
                catalog.tables(name.database()).stream().map(TableName::table).toList();
        return new NothingHereException(
                "There is no table '" + name + "'.",
                Suggestion.nearest(name.table(), names).map(other -> near(new TableName(name.database(), other))));
    }

    private NothingHereException noDatabase(String name) {
        var names = catalog.databases().stream().map(Database::name).toList();
        return new NothingHereException(
                "There is no database '" + name + "'.",
                Suggestion.nearest(name, names).map(other -> new Near(other, Links.database(other))));
    }

    private static Near near(TableName name) {
        return new Near(name.toString(), Links.table(name));
    }
}
