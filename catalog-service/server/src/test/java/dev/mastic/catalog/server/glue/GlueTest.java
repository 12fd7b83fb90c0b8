// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.glue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.assertj.core.api.AbstractStringAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.Database;
import software.amazon.awssdk.services.glue.model.GlueException;
import software.amazon.awssdk.services.glue.model.PartitionInput;
import software.amazon.awssdk.services.glue.model.TableInput;

/** The server on an SQLite file, asked by the AWS SDK's own client; each test begins with the database {@code sales} alone. */
abstract class GlueTest {
    static GlueServer server;
    static GlueClient glue;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        serve(folder.resolve("glue.db").toString());
    }

    static void serve(String db) {
        server = new GlueServer(db);
        glue = server.client();
    }

    @AfterAll
    static void stop() {
        glue.close();
        server.close();
    }

    @BeforeEach
    void begin() {
        glue.getDatabases(r -> {}).databaseList().stream()
                .map(Database::name)
                .forEach(name -> glue.deleteDatabase(r -> r.name(name)));
        glue.createDatabase(r -> r.databaseInput(d -> d.name("sales")));
    }

    static void createTable(String name, Consumer<TableInput.Builder> more) {
        glue.createTable(r -> r.databaseName("sales").tableInput(t -> more.accept(t.name(name))));
    }

    /** A table with these partition keys, each {@code name:type}. */
    static void createPartitioned(String name, String... keys) {
        createTable(name, t -> t.storageDescriptor(
                        s -> s.columns(column("id", "bigint")).location("s3://bucket/" + name))
                .partitionKeys(List.of(keys).stream()
                        .map(key -> column(key.split(":")[0], key.split(":")[1]))
                        .toList()));
    }

    static Column column(String name, String type) {
        return Column.builder().name(name).type(type).build();
    }

    static PartitionInput partition(String... values) {
        return PartitionInput.builder()
                .values(values)
                .storageDescriptor(s -> s.location("s3://bucket/" + String.join("/", values)))
                .parameters(Map.of("rows", "1"))
                .build();
    }

    /** The error's name, its status and its message. */
    static AbstractStringAssert<?> assertRefused(String error, int status, ThrowingCallable call) {
        var failure = catchThrowableOfType(GlueException.class, call);
        assertThat(failure).as("a refusal").isNotNull();
        assertThat(failure.awsErrorDetails().errorCode()).isEqualTo(error);
        assertThat(failure.statusCode()).isEqualTo(status);
        return assertThat(failure.awsErrorDetails().errorMessage());
    }

    static AbstractStringAssert<?> assertRefused(String error, ThrowingCallable call) {
        return assertRefused(error, 400, call);
    }
}
