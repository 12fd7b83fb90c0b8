// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.glue;

import dev.mastic.catalog.server.wire.Json;
import dev.mastic.core.catalog.Catalog;
import dev.mastic.core.catalog.Page;
import dev.mastic.core.catalog.PageRequest;
import dev.mastic.core.catalog.TableVersion;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.glue.model.ResourceShareType;
import software.amazon.awssdk.services.glue.model.SearchTablesRequest;
import software.amazon.awssdk.services.glue.model.SearchTablesResponse;
import software.amazon.awssdk.services.glue.model.Sort;
import software.amazon.awssdk.services.glue.model.SortCriterion;

/** {@code SearchTables}: by names, or by the one field that is asked for; for that every page looks at all tables. */
record SearchOperations(Catalog catalog, Pages pages) {
    private static final int MOST = 1000;
    private static final int DEFAULT = 100;
    private static final int CHUNK = 1000;

    void addTo(Operations operations) {
        operations.add("SearchTables", SearchTablesRequest::builder, this::search);
    }

    private SearchTablesResponse search(SearchTablesRequest request) {
        var share = request.resourceShareType();
        if (share == ResourceShareType.FOREIGN || share == ResourceShareType.FEDERATED) {
            return SearchTablesResponse.builder().tableList(List.of()).build();
        }
        var query = new TableQuery(request.searchText(), request.filters());
        int most = request.maxResults() == null ? DEFAULT : MOST;
        var page = pages.page(
                new Pages.Asked(request, request.nextToken(), request.maxResults(), most),
                part -> request.sortCriteria().isEmpty()
                        ? catalog.search(query, part)
                        : sorted(query, request.sortCriteria().get(0), part));
        return SearchTablesResponse.builder()
                .tableList(page.items().stream().map(Tables::write).toList())
                .nextToken(page.token())
                .build();
    }

    private Page<TableVersion> sorted(TableQuery query, SortCriterion criterion, PageRequest part) {
        var order = Comparator.comparing((Place place) -> place.value);
        var places = (criterion.sort() == Sort.DESC ? order.reversed() : order)
                .thenComparing(Place::database)
                .thenComparing(Place::table);
        var after = part.after().map(Place::read);
        var rest = Page.all(CHUNK, chunk -> catalog.search(query, chunk)).stream()
                .filter(each -> after.isEmpty() || places.compare(Place.of(each, criterion), after.get()) > 0)
                .sorted(Comparator.comparing(each -> Place.of(each, criterion), places))
                .limit(part.limit() + 1L)
                .toList();
        return Page.of(rest, part.limit(), last -> Place.of(last, criterion).text());
    }

    /** Where a table stands in the order that was asked for: stable, whatever is added or removed. */
    private record Place(String value, String database, String table) {
        static Place of(TableVersion version, SortCriterion criterion) {
            var name = version.table().name();
            var value = Optional.ofNullable(criterion.fieldName()).flatMap(field -> TableQuery.field(version, field));
            return new Place(value.orElse(""), name.database(), name.table());
        }

        static Place read(String text) {
            var node = Json.read(text);
            return new Place(
                    node.path("value").asText(),
                    node.path("database").asText(),
                    node.path("table").asText());
        }

        String text() {
            return Json.empty()
                    .put("value", value)
                    .put("database", database)
                    .put("table", table)
                    .toString();
        }
    }
}
