// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.hive;

import dev.mastic.core.catalog.TableName;
import dev.mastic.core.failure.IoReason;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.hadoop.hive.metastore.api.AddPartitionsRequest;
import org.apache.hadoop.hive.metastore.api.Database;
import org.apache.hadoop.hive.metastore.api.EnvironmentContext;
import org.apache.hadoop.hive.metastore.api.NoSuchObjectException;
import org.apache.hadoop.hive.metastore.api.Partition;
import org.apache.hadoop.hive.metastore.api.Table;
import org.apache.hadoop.hive.metastore.api.ThriftHiveMetastore;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.transport.TSocket;
import org.apache.thrift.transport.TTransportException;

/** A connection to a Hive metastore, for one thread. Metadata only: no call removes a file. */
final class HiveMetastore implements Side, AutoCloseable {
    private static final int CONNECT_MILLIS = 10_000;
    private static final int ANSWER_MILLIS = 600_000;
    /** Objects asked for in one call, and partitions written in one: few enough for Hive's limit of 100 MB a message. */
    private static final int BATCH = 500;
    /** Hive need not count the files of each table that it is told of. */
    private static final EnvironmentContext WITHOUT_STATISTICS =
            new EnvironmentContext(Map.of("DO_NOT_UPDATE_STATS", "true"));

    /** A question that Thrift may refuse. */
    @FunctionalInterface
    private interface Call<T> {
        T ask(ThriftHiveMetastore.Iface client) throws TException;
    }

    /** An order that Thrift may refuse. */
    @FunctionalInterface
    private interface Order {
        void give(ThriftHiveMetastore.Iface client) throws TException;
    }

    private final URI uri;
    private final TSocket socket;
    private final ThriftHiveMetastore.Iface client;

    private HiveMetastore(URI uri, TSocket socket) {
        this.uri = uri;
        this.socket = socket;
        this.client = new ThriftHiveMetastore.Client(new TBinaryProtocol(socket));
    }

    /**
     * The first of the addresses that answers.
     *
     * @throws MetastoreFailedException if none does
     */
    static HiveMetastore connect(MetastoreUris uris) {
        var refusals = new ArrayList<TTransportException>();
        for (var uri : uris.uris()) {
            var socket = new TSocket(uri.getHost(), uri.getPort());
            socket.setConnectTimeout(CONNECT_MILLIS);
            socket.setSocketTimeout(ANSWER_MILLIS);
            try {
                socket.open();
                return new HiveMetastore(uri, socket);
            } catch (TTransportException e) {
                socket.close();
                refusals.add(e);
            }
        }
        var first = refusals.get(0);
        throw new MetastoreFailedException(
                "Cannot reach the Hive metastore " + uris + ": " + reason(first)
                        + ": check the address, and that the metastore runs",
                first);
    }

    @Override
    public List<String> databases() {
        return call("list the databases", ThriftHiveMetastore.Iface::get_all_databases);
    }

    @Override
    public Optional<Database> database(String name) {
        return call("read database " + name, client -> {
            try {
                return Optional.of(client.get_database(name));
            } catch (NoSuchObjectException e) {
                return Optional.empty();
            }
        });
    }

    @Override
    public void create(Database database) {
        order("create database " + database.getName(), client -> client.create_database(database));
    }

    @Override
    public void alter(Database database) {
        order("alter database " + database.getName(), client -> client.alter_database(database.getName(), database));
    }

    @Override
    public Tables tables(String database) {
        var names = new ArrayList<>(call("list the tables of " + database, client -> client.get_all_tables(database)));
        Collections.sort(names);
        var tables = new ArrayList<Table>();
        batches(
                names,
                batch -> tables.addAll(call(
                        "read tables of " + database, client -> client.get_table_objects_by_name(database, batch))));
        return new Tables(tables, List.of());
    }

    @Override
    public void create(Table table) {
        order(
                "create table " + Side.name(table),
                client -> client.create_table_with_environment_context(table, WITHOUT_STATISTICS));
    }

    @Override
    public void alter(Table table) {
        order(
                "alter table " + Side.name(table),
                client -> client.alter_table_with_environment_context(
                        table.getDbName(), table.getTableName(), table, WITHOUT_STATISTICS));
    }

    @Override
    public void drop(TableName name) {
        order("drop table " + name, client -> client.drop_table(name.database(), name.table(), false));
    }

    @Override
    public void partitions(TableName name, Consumer<List<Partition>> some) {
        short all = -1;
        var names = call(
                "list the partitions of " + name,
                client -> client.get_partition_names(name.database(), name.table(), all));
        batches(
                names,
                batch -> some.accept(call(
                        "read partitions of " + name,
                        client -> client.get_partitions_by_names(name.database(), name.table(), batch))));
    }

    @Override
    public void add(TableName name, List<Partition> partitions) {
        batches(
                partitions,
                batch -> order("add partitions to " + name, client -> {
                    var request = new AddPartitionsRequest(name.database(), name.table(), batch, true);
                    request.setNeedResult(false);
                    client.add_partitions_req(request);
                }));
    }

    @Override
    public void alter(TableName name, List<Partition> partitions) {
        batches(
                partitions,
                batch -> order(
                        "alter partitions of " + name,
                        client -> client.alter_partitions_with_environment_context(
                                name.database(), name.table(), batch, WITHOUT_STATISTICS)));
    }

    @Override
    public void dropPartition(TableName name, List<String> values) {
        order(
                "drop partition " + values + " of " + name,
                client -> client.drop_partition(name.database(), name.table(), values, false));
    }

    @Override
    public void close() {
        socket.close();
    }

    private static <T> void batches(List<T> all, Consumer<List<T>> work) {
        for (int from = 0; from < all.size(); from += BATCH) {
            work.accept(new ArrayList<>(all.subList(from, Math.min(all.size(), from + BATCH))));
        }
    }

    private void order(String what, Order order) {
        call(what, client -> {
            order.give(client);
            return true;
        });
    }

    private <T> T call(String what, Call<T> call) {
        try {
            return call.ask(client);
        } catch (TException e) {
            throw new MetastoreFailedException(
                    "Cannot " + what + " in the Hive metastore " + uri + ": " + reason(e), e);
        }
    }

    private static String reason(TException failure) {
        if (failure.getCause() instanceof IOException broken) {
            return IoReason.of(broken);
        }
        return Optional.ofNullable(failure.getMessage()).orElse("it closed the connection");
    }
}
