// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.iceberg;

import static dev.mastic.catalog.Role.READER;
import static dev.mastic.catalog.Role.WRITER;
import static org.apache.iceberg.rest.CatalogHandlers.createTable;
import static org.apache.iceberg.rest.CatalogHandlers.dropTable;
import static org.apache.iceberg.rest.CatalogHandlers.loadTable;
import static org.apache.iceberg.rest.CatalogHandlers.purgeTable;
import static org.apache.iceberg.rest.CatalogHandlers.registerTable;
import static org.apache.iceberg.rest.CatalogHandlers.renameTable;
import static org.apache.iceberg.rest.CatalogHandlers.stageTableCreate;
import static org.apache.iceberg.rest.CatalogHandlers.tableExists;
import static org.apache.iceberg.rest.CatalogHandlers.updateTable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.iceberg.MetadataUpdate;
import org.apache.iceberg.UpdateRequirement;
import org.apache.iceberg.catalog.TableCommit;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.BadRequestException;
import org.apache.iceberg.rest.Endpoint;
import org.apache.iceberg.rest.RESTCatalogProperties.SnapshotMode;
import org.apache.iceberg.rest.requests.CommitTransactionRequest;
import org.apache.iceberg.rest.requests.CreateTableRequest;
import org.apache.iceberg.rest.requests.RegisterTableRequest;
import org.apache.iceberg.rest.requests.RenameTableRequest;
import org.apache.iceberg.rest.requests.ReportMetricsRequest;
import org.apache.iceberg.rest.requests.UpdateTableRequest;
import org.apache.iceberg.rest.responses.ListTablesResponse;
import org.apache.iceberg.rest.responses.LoadTableResponse;

/** Iceberg tables. A commit that others were faster than is made again by the server as long as its requirements hold. */
final class TableRoutes {
    private TableRoutes() {}

    static List<Route> routes() {
        return List.of(
                new Route(Endpoint.V1_LIST_TABLES, READER, TableRoutes::list),
                new Route(Endpoint.V1_CREATE_TABLE, WRITER, TableRoutes::create),
                new Route(Endpoint.V1_REGISTER_TABLE, WRITER, TableRoutes::register),
                new Route(Endpoint.V1_LOAD_TABLE, READER, TableRoutes::load),
                new Route(Endpoint.V1_TABLE_EXISTS, READER, TableRoutes::exists),
                new Route(Endpoint.V1_UPDATE_TABLE, WRITER, TableRoutes::update),
                new Route(Endpoint.V1_DELETE_TABLE, WRITER, TableRoutes::drop),
                new Route(Endpoint.V1_RENAME_TABLE, WRITER, TableRoutes::rename),
                new Route(Endpoint.V1_REPORT_METRICS, READER, TableRoutes::report),
                new Route(Endpoint.V1_COMMIT_TRANSACTION, WRITER, TableRoutes::commit));
    }

    private static void list(Call call) {
        var namespace = call.namespace();
        var page = Listing.of(call, request -> call.iceberg().tables(namespace, request));
        call.answer(ListTablesResponse.builder()
                .addAll(new ArrayList<>(page.items()))
                .nextPageToken(page.next().orElse(null))
                .build());
    }

    private static void create(Call call) {
        var request = call.body(CreateTableRequest.class);
        if (request.stageCreate()) {
            call.answer(stageTableCreate(call.iceberg(), call.namespace(), request));
        } else {
            answer(call, createTable(call.iceberg(), call.namespace(), request), SnapshotMode.ALL);
        }
    }

    private static void register(Call call) {
        var request = call.body(RegisterTableRequest.class);
        answer(call, registerTable(call.iceberg(), call.namespace(), request), SnapshotMode.ALL);
    }

    private static void load(Call call) {
        var mode = snapshots(call);
        answer(call, loadTable(call.iceberg(), call.table(), mode), mode);
    }

    private static SnapshotMode snapshots(Call call) {
        var asked = call.query("snapshots").orElse("all");
        return switch (asked.toLowerCase(Locale.ROOT)) {
            case "all" -> SnapshotMode.ALL;
            case "refs" -> SnapshotMode.REFS;
            default -> throw new BadRequestException("Cannot give snapshots '%s' (expected all or refs)", asked);
        };
    }

    /** A client that has the metadata already is told only that. */
    private static void answer(Call call, LoadTableResponse response, SnapshotMode mode) {
        var tag = EntityTag.of(response.metadataLocation(), mode);
        call.request().header("ETag", tag.text());
        if (call.header("If-None-Match").filter(tag::isAmong).isPresent()) {
            call.request().status(304);
        } else {
            call.answer(response);
        }
    }

    private static void exists(Call call) {
        tableExists(call.iceberg(), call.table());
        call.answerNothing();
    }

    private static void update(Call call) {
        var request = call.body(UpdateTableRequest.class);
        answer(call, updateTable(call.iceberg(), call.table(), request), SnapshotMode.ALL);
    }

    private static void drop(Call call) {
        if (call.flag("purgeRequested")) {
            purgeTable(call.iceberg(), call.table());
        } else {
            dropTable(call.iceberg(), call.table());
        }
        call.answerNothing();
    }

    private static void rename(Call call) {
        var request = call.body(RenameTableRequest.class);
        call.require(WRITER, request.source().namespace());
        call.require(WRITER, request.destination().namespace());
        renameTable(call.iceberg(), request);
        call.answerNothing();
    }

    private static void report(Call call) {
        var report = call.body(ReportMetricsRequest.class);
        tableExists(call.iceberg(), call.table());
        call.tables().keep(call.table(), report);
        call.answerNothing();
    }

    private static void commit(Call call) {
        var request = call.body(CommitTransactionRequest.class);
        request.tableChanges()
                .forEach(change -> call.require(WRITER, change.identifier().namespace()));
        call.iceberg()
                .commitTransaction(request.tableChanges().stream()
                        .<TableCommit>map(Commit::of)
                        .toList());
        call.answerNothing();
    }

    /** One table's part of a transaction. */
    private record Commit(
            TableIdentifier identifier, List<UpdateRequirement> requirements, List<MetadataUpdate> updates)
            implements TableCommit {
        static Commit of(UpdateTableRequest change) {
            return new Commit(change.identifier(), change.requirements(), change.updates());
        }
    }
}
